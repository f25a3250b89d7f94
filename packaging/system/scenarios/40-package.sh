# shellcheck shell=bash disable=SC2154,SC2016 # the parts of the test share their variables; others expand some
# Upgrade, backup, restore on a fresh machine, remove, purge
newer() { # VERSION: the same package with another number and one more line in its configuration
    local tree=$work/newer
    dpkg-deb -R "$deb" "$tree"
    sed -i "s/^Version: .*/Version: $1/" "$tree/DEBIAN/control"
    echo "# A variable of the next version." >>"$tree/etc/elysia/elysia.env"
    dpkg-deb --root-owner-group -Znone --build "$tree" "$machine/root/newer.deb"
}
inside sed -i 's/^#ELYSIA_MAX_FPS=.*/ELYSIA_MAX_FPS=45/' /etc/elysia/elysia.env
inside systemctl restart elysia-avatar
check "a changed configuration is in force" eventually 10 says 45 inside sh -c 'set -a; . /etc/elysia/elysia.env; elysia config | grep MAX_FPS'
check "all viewers watch" begin
newer "$(packaging/version.sh)+next"
check "the upgrade installs" inside apt-get install -y -o Dpkg::Options::=--force-confold /root/newer.deb
check "upgrade: viewers are told to come back" eventually 5 says 1001 seen direct codes
check "upgrade: every viewer is back by itself" eventually 20 back
check "upgrade: the stream was interrupted for less than 3 s" figure "longest gap in ms" "$(seen direct gap_ms)" 3000
check "upgrade: the configuration is kept" inside grep -q '^ELYSIA_MAX_FPS=45$' /etc/elysia/elysia.env

# A database like that of a later version.
inside sudo -u elysia sqlite3 /var/lib/elysia/memory.db \
    "pragma journal_mode=wal; create table t(x); insert into t values ('remembered');" >/dev/null
inside sh -c 'umask 077; mkdir -p /etc/credstore; head -c 48 /dev/urandom | base64 >/etc/credstore/elysia-jwt-secret'
check "a backup is made while the daemon runs" says /var/backups/elysia/elysia- inside elysia-backup
archive() { inside sh -c 'ls /var/backups/elysia/*.tar.gz | tail -n 1'; }
saved=$(archive)
check "the timer's service makes one as well" inside systemctl start elysia-backup.service
check "the timer is armed" says elysia-backup.timer inside systemctl list-timers --no-pager
check "only root may read it" test "$(inside stat -c %a "$saved")" = 600
check "the daemon still runs after the backup" is_active
check "it is whole" says "is whole" inside elysia-restore --check "$saved"
# More than one byte, because one may happen to be equal.
inside sh -c "cp $saved /root/damaged.tar.gz; printf 'not what was saved' | dd of=/root/damaged.tar.gz bs=1 seek=400 conv=notrunc" 2>/dev/null
before=$(inside sh -c 'find /etc/elysia /var/lib/elysia -type f ! -name "*-shm" ! -name "elysia.db*" | sort | xargs sha256sum')
check "a damaged backup is refused" refused inside elysia-restore /root/damaged.tar.gz
check "and says that nothing was changed" says "nothing was changed" inside elysia-restore /root/damaged.tar.gz
check "and nothing was" test "$before" = "$(inside sh -c 'find /etc/elysia /var/lib/elysia -type f ! -name "*-shm" ! -name "elysia.db*" | sort | xargs sha256sum')"
check "the daemon still runs" is_active
inside mount -t tmpfs -o size=16k tmpfs /mnt
inside sh -c 'head -c 200000 /dev/urandom >/var/lib/elysia/large'
check "a full disk: the backup fails" refused inside elysia-backup --to /mnt
check "a full disk: no partial file is left" test -z "$(inside find /mnt -name '*.tar.gz')"
inside rm /var/lib/elysia/large
for days in 10 31 40; do
    inside cp -p "$saved" /var/backups/elysia/elysia-old$days.tar.gz
    inside touch -d "-$days days" /var/backups/elysia/elysia-old$days.tar.gz
done
inside elysia-backup >/dev/null
check "the newest seven are kept whatever their age" inside test -e /var/backups/elysia/elysia-old40.tar.gz
for _ in 1 2 3 4 5 6 7; do inside elysia-backup >/dev/null; done
check "backups are kept for 30 days" test "$(inside sh -c 'cd /var/backups/elysia; echo elysia-old*')" = elysia-old10.tar.gz
cp "$machine$saved" "$work/saved.tar.gz"

# The daemon's user as attacker against what root runs: links where a backup, a restore and a purge work.
inside sh -c 'mkdir -p /root/target/folder; echo "of root" >/root/target/folder/file; echo "of root" >/root/target/secret; chmod 755 /root/target'
target=$(inside sh -c 'cd /root/target; find . | sort; sha256sum secret folder/file; stat -c "%U %a" . secret folder')
plant() {
    inside runuser -u elysia -- sh -c 'cd /var/lib/elysia; for name in .restore .before clips deep.db; do ln -sfn /root/target/folder $name; done
        ln -sfn /root/target/secret stolen; ln -sfn /root/target/secret stolen.sqlite; ln -sfn /root/target/folder /var/log/elysia/old'
}
untouched() { [ "$(inside sh -c 'cd /root/target; find . | sort; sha256sum secret folder/file; stat -c "%U %a" . secret folder')" = "$target" ]; }
inside systemctl start elysia-avatar
plant
check "planted links: a backup by the timer's service" inside systemctl start elysia-backup.service
check "planted links: it has nothing of root's" refused inside sh -c 'tar -xzOf "$(ls -t /var/backups/elysia/*.tar.gz | head -n 1)" | grep -q "of root"'
check "planted links: a restore" inside elysia-restore "$saved"
check "planted links: everything in the folder is the daemon's" test -z "$(inside find /var/lib/elysia ! -user elysia)"
plant
check "planted links: logrotate" inside logrotate --force /etc/logrotate.d/elysia-avatar
check "planted links: the package installs again" inside apt-get install -y --reinstall /root/newer.deb
check "planted links: root's files are as they were" untouched

leave direct
leave wss
check "remove" inside apt-get remove -y elysia-avatar
check "remove: configuration and memory are kept" inside test -e /etc/elysia/elysia.env -a -e /var/lib/elysia/memory.db
follow "sh remove"
check "planted links: a purge leaves root's files as they were" untouched
check "purge: the daemon is gone" refused is_active
# Files that the operator put into /etc by hand, following the guide, are kept.
check "purge: only the backups are left" test -z "$(inside find / -xdev \( -name "*elysia*" -o -name "memory.db*" \) \
    ! -path "/proc/*" ! -path "/sys/*" ! -path "/run/*" ! -path "/root/*" ! -path "/var/log/*" ! -path "/var/cache/*" \
    ! -path "/var/backups/elysia*" ! -path "/usr/local/share/ca-certificates/*" ! -path "/etc/nginx/*" ! -path "/etc/fail2ban/*" \
    ! -path "/etc/prometheus/*" ! -path "/etc/sysctl.d/*" ! -path "/etc/systemd/*.d/*" ! -path "/etc/systemd/system/elysia-avatar.service.d")"
check "purge: the logs are gone" refused inside test -e /var/log/elysia
check "it installs again" inside apt-get install -y "/root/${deb##*/}"
check "and the daemon runs" eventually 10 is_active
halt

machine second
check "a fresh machine boots" boot
cp "$deb" "$work/saved.tar.gz" "$machine/root/"
check "the package installs there" inside apt-get install -y "/root/${deb##*/}"
check "the backup is restored" says Restored inside elysia-restore /root/saved.tar.gz
check "restored: the daemon runs" eventually 10 is_active
check "restored: the configuration is the old one" inside grep -q '^ELYSIA_MAX_FPS=45$' /etc/elysia/elysia.env
check "restored: memory is back" says remembered inside sudo -u elysia sqlite3 /var/lib/elysia/memory.db 'select x from t'
check "restored: the secret is root's alone" test "$(inside stat -c '%U %a' /etc/credstore/elysia-jwt-secret)" = "root 600"
watch fresh ws://127.0.0.1:8765/ws 10
check "restored: viewers watch" eventually 10 watching fresh 10
leave fresh
