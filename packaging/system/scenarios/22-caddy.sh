# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Caddy in front instead of nginx
inside systemctl stop nginx
inside install -d -o caddy /etc/caddy/tls
inside sh -c 'install -o caddy -m 600 /etc/letsencrypt/live/avatar.example.org/*.pem /etc/caddy/tls/'
# The test machine cannot reach a public certificate authority.
sed 's:^avatar.example.org {:&\n\ttls /etc/caddy/tls/fullchain.pem /etc/caddy/tls/privkey.pem:' packaging/caddy/Caddyfile \
    >"$machine/etc/caddy/Caddyfile"
check "caddy accepts the file" inside caddy validate --config /etc/caddy/Caddyfile
check "caddy starts" inside systemctl start caddy
watch caddy wss://avatar.example.org/ws 10
check "ten viewers watch through Caddy" eventually 20 watching caddy 10
check "the page comes by https" says 200 fetch "$site/"
check "a stranger may not see /metrics" says 403 ask "$site/metrics"
check "the daemon checks an operator's token" says 403 ask -H "$(bearer "$operator")" "$site/metrics"
check "POST is refused" says 405 ask -X POST "$site/"
check "POST for a ticket is not" says 404 ask -X POST "$site/ticket"
check "an endless header is refused" says 431 ask --http1.1 -H "X: $(printf 'x%.0s' {1..40000})" "$site/"
check "the doctor finds no problem" says "0 problems" from_doctor
leave caddy
inside systemctl stop caddy
inside systemctl start nginx
