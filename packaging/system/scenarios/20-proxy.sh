# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# nginx in front: TLS, viewers, attacks
site=https://avatar.example.org
inside certbot certonly --webroot -w /var/www/html -d avatar.example.org >/dev/null
inside cp /usr/share/elysia/nginx/elysia.conf /etc/nginx/sites-available/elysia
inside ln -sf ../sites-available/elysia /etc/nginx/sites-enabled/elysia
check "nginx -t" inside nginx -t
check "nginx starts" inside systemctl start nginx

fetch() { inside curl -s --max-time 5 -o /dev/null -w '%{http_code} ' "$@"; }
check "http leads to https" says 301 fetch http://avatar.example.org/
check "the page comes by https" says 200 fetch $site/
check "health is open" says 200 fetch $site/health
for header in "strict-transport-security: max-age" "x-content-type-options: nosniff" "x-frame-options" "content-security-policy"; do
    check "the page carries $header" says "$header" inside curl -sI $site/
done
watch wss wss://avatar.example.org/ws?stamps=1 10
check "ten viewers see her over wss" eventually 10 watching wss 10

# Two addresses of one machine: the one is inside, the other is a stranger.
beside ip address add 192.0.2.1/32 dev lo
stranger() { fetch --resolve avatar.example.org:443:192.0.2.1 --interface 192.0.2.1 "$@"; }
for path in /metrics /ready /status /status.json; do
    check "a stranger may not see $path" says 403 stranger $site$path
    check "who is inside may ask for $path" refused says 403 fetch $site$path
done
check "a stranger sees the page" says 200 stranger $site/

# send TEXT: raw bytes over TLS; prints the answer until the server hangs up.
send() { printf '%b' "$1" | inside timeout 20 openssl s_client -quiet -ign_eof -servername avatar.example.org \
    -connect avatar.example.org:443 2>/dev/null; }
status_of() { sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p'; }
for method in POST PUT DELETE TRACE; do
    check "$method without a length is refused by nginx" says "405" send "$method / HTTP/1.1\r\nHost: avatar.example.org\r\n\r\n"
done
check "an endless header is refused" says " 400 " send "GET / HTTP/1.1\r\nHost: avatar.example.org\r\nX: $(printf 'x%.0s' {1..40000})\r\n\r\n"
check "an endless request line is refused" says " 414 " send "GET /$(printf 'x%.0s' {1..40000}) HTTP/1.1\r\n\r\n"
check "a large body is refused" says " 413 " send "GET / HTTP/1.1\r\nHost: avatar.example.org\r\nContent-Length: 4096\r\n\r\n"
slowloris() {
    local start=$SECONDS
    { printf 'GET / HTTP/1.1\r\nHost: avatar.example.org\r\n'; for _ in {1..30}; do sleep 1; printf 'X: x\r\n' || break; done; } \
        | inside timeout 25 openssl s_client -quiet -ign_eof -connect avatar.example.org:443 -servername avatar.example.org >/dev/null 2>&1
    [ $((SECONDS - start)) -lt 20 ]
}
check "who never ends its header is hung up on" slowloris
flood() { stranger --parallel "$site/health?[1-300]"; }
check "who asks too often gets 429" says 429 flood
watch crowd wss://avatar.example.org/ws 30
crowded() { local open; open=$(seen crowd open); [ -n "$open" ] && [ "$open" -ge 10 ] && [ "$open" -le 20 ]; }
check "one address has at most twenty viewers" eventually 15 crowded
leave crowd
check "no other viewer noticed" figure "losses" "$(seen wss losses)" 0
