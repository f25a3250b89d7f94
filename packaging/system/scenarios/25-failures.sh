# shellcheck shell=bash disable=SC2154,SC2016 # the parts of the test share their variables; sed has its own
# The guide's table of failures: each failure is caused, and its message is where the table says
env=/etc/elysia/elysia.env
site=/etc/nginx/sites-available/elysia
inside cp $env $site /root/
mend() {
    inside cp /root/elysia.env $env
    inside cp /root/elysia $site
    inside systemctl reload nginx
    inside systemctl restart elysia-avatar
}

inside sh -c "echo ELYSIA_PORT=seventy >>$env"
inside systemctl restart elysia-avatar 2>/dev/null
check "1: a wrong value" eventually 5 told 1
mend

inside systemctl stop elysia-avatar
inside systemd-run --quiet --unit=thief python3 -m http.server --bind 127.0.0.1 8765
inside systemctl start --no-block elysia-avatar
check "2: the port is taken" eventually 10 told 2
inside systemctl stop thief
check "2: once the port is free the daemon starts" eventually 10 is_active

inside sh -c "echo ELYSIA_PROT=8765 >>$env"
inside systemctl restart elysia-avatar
check "3: a misspelled name" eventually 5 told 3
mend

printf '[Service]\nLimitNOFILE=256\n' >"$machine/etc/systemd/system/elysia-avatar.service.d/few.conf"
inside systemctl daemon-reload
inside systemctl restart elysia-avatar
check "4: too few descriptors" eventually 5 told 4
inside rm /etc/systemd/system/elysia-avatar.service.d/few.conf
inside systemctl daemon-reload
mend

inside sed -i '/proxy_set_header Upgrade /d' $site
inside systemctl reload nginx
check "5: the proxy drops the upgrade headers" eventually 5 told 5
mend

inside sed -i 's/127.0.0.1:8765/127.0.0.1:8766/' $site
inside systemctl reload nginx
check "6: the proxy does not reach the daemon" eventually 5 told 6
mend

inside env CERTBOT_DAYS=0 certbot certonly -d avatar.example.org >/dev/null
inside systemctl reload nginx
check "7: the certificate has expired" eventually 5 told 7
inside certbot certonly -d avatar.example.org >/dev/null
inside systemctl reload nginx

inside mount -t tmpfs -o size=64k,mode=700 tmpfs /var/backups/elysia
inside sh -c 'head -c 60000 /dev/urandom >/var/backups/elysia/full'
inside systemctl start elysia-backup.service 2>/dev/null
check "9: the disk of the backups is full" told 9
inside umount -l /var/backups/elysia
inside systemctl reset-failed elysia-backup.service

inside chown root: /var/lib/elysia
check "10: a folder that does not belong to the daemon's user" told 10
inside chown elysia: /var/lib/elysia
inside sed -i 's/X-Forwarded-For   $remote_addr/X-Forwarded-For   $http_x_forwarded_for/; /Forwarded  *"";/d; /X-Real-IP/d' $site
inside systemctl reload nginx
check "11: the proxy forwards what clients claim" eventually 5 told 11
mend

inside sed -i 's/^ELYSIA_TRUSTED_PROXIES=/#&/' $env
inside systemctl restart elysia-avatar
check "12: the proxy is not trusted" eventually 5 told 12
mend

check "afterwards the doctor finds no problem" says "0 problems" from_doctor
