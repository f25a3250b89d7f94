# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# nginx in front: TLS, viewers, attacks
site=https://avatar.example.org
fetch() { inside curl -s --max-time 5 -o /dev/null -w '%{http_code} ' "$@"; }
check "http leads to https" says 301 fetch http://avatar.example.org/
check "the page comes by https" says 200 fetch $site/
check "health is open" says 200 fetch $site/health
for header in "strict-transport-security: max-age" "x-content-type-options: nosniff" "x-frame-options" "content-security-policy"; do
    check "the page carries $header" says "$header" inside curl -sI $site/
done
watch wss wss://avatar.example.org/ws?stamps=1 10
check "ten viewers watch over wss" eventually 10 watching wss 10

ask() { stranger curl -s --max-time 5 -o /dev/null -w '%{http_code} ' --cacert "$work/ca.pem" "$@"; }
for path in /metrics /ready /status /status.json; do
    check "a stranger may not see $path" says 403 ask $site$path
    check "a local client may request $path" refused says 403 fetch $site$path
done
check "a stranger sees the page" says 200 ask $site/

# send TEXT: raw bytes over TLS; prints the response until the server closes the connection.
send() { printf '%b' "$1" | inside timeout 20 openssl s_client -quiet -ign_eof -servername avatar.example.org \
    -connect avatar.example.org:443 2>/dev/null; }
status_of() { sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p'; }
for method in POST PUT DELETE TRACE; do
    check "$method without a length is refused by nginx" says "405" send "$method / HTTP/1.1\r\nHost: avatar.example.org\r\n\r\n"
done
check "an endless header is refused" says " 400 " send "GET / HTTP/1.1\r\nHost: avatar.example.org\r\nX: $(printf 'x%.0s' {1..40000})\r\n\r\n"
check "an endless request line is refused" says " 414 " send "GET /$(printf 'x%.0s' {1..40000}) HTTP/1.1\r\n\r\n"
check "a large body is refused" says " 413 " send "GET / HTTP/1.1\r\nHost: avatar.example.org\r\nContent-Length: 4096\r\n\r\n"
# nginx must refuse requests whose length is ambiguous.
get='GET / HTTP/1.1\r\nHost: avatar.example.org\r\n'
hidden='GET /health HTTP/1.1\r\nHost: avatar.example.org\r\n\r\n'
check "two lengths are refused" says " 400 " send "${get}Content-Length: 0\r\nContent-Length: 5\r\n\r\n"
check "a length beside chunks is refused" says " 400 " send "${get}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
check "an unknown transfer coding is refused" says " 501 " send "${get}Transfer-Encoding: xchunked\r\n\r\n$hidden"
check "and a request hidden behind it is not answered" refused says uptime_seconds send "${get}Transfer-Encoding: xchunked\r\n\r\n$hidden"
slowloris() {
    local start=$SECONDS
    { printf 'GET / HTTP/1.1\r\nHost: avatar.example.org\r\n'; for _ in {1..30}; do sleep 1; printf 'X: x\r\n' || break; done; } \
        | inside timeout 25 openssl s_client -quiet -ign_eof -connect avatar.example.org:443 -servername avatar.example.org >/dev/null 2>&1
    [ $((SECONDS - start)) -lt 20 ]
}
check "a client that never completes its header is disconnected" slowloris
flood() { ask --parallel "$site/health?[1-1500]"; }
check "a client that sends too many requests gets 429" says 429 flood
banned() { says 192.0.2.2 inside fail2ban-client status elysia-proxy; }
check "and is banned by fail2ban" eventually 10 banned
# A stranger that sends invalid messages without a pause.
offends() {
    NODE_EXTRA_CA_CERTS=$work/ca.pem stranger timeout 5 node --experimental-websocket --no-warnings -e '
        const socket = new WebSocket("wss://avatar.example.org/ws");
        socket.onopen = () => setInterval(() => { for (let i = 0; i < 20; i++) socket.send("{"); }, 20);'
    says "Offender 192.0.2.2" journal
}
kept_out() { refused ask $site/; }
check "a banned address reaches nothing any more" eventually 10 kept_out
check "the filter reads nginx's real lines" says " matched" inside fail2ban-regex /var/log/nginx/error.log elysia-proxy
inside fail2ban-client unban --all >/dev/null
check "an offender is named in the journal" eventually 15 offends
check "and is banned by fail2ban as well" eventually 10 says 192.0.2.2 inside fail2ban-client status elysia
inside fail2ban-client unban --all >/dev/null
check "until the ban is lifted" eventually 5 says 200 ask $site/
watch crowd wss://avatar.example.org/ws 30
crowded() { local open; open=$(seen crowd open); [ -n "$open" ] && [ "$open" -ge 10 ] && [ "$open" -le 20 ]; }
check "one address has at most twenty viewers" eventually 15 crowded
leave crowd
anew direct && anew wss
aged() { [ "$(seen wss frames)" -gt 1000 ]; }
eventually 20 aged
check "frames are as fresh over wss as without" figure "median age: $(seen wss age_p50_ms) ms - $(seen direct age_p50_ms) ms =" \
    "$(awk -v a="$(seen wss age_p50_ms)" -v b="$(seen direct age_p50_ms)" 'BEGIN { printf "%.3f", a - b }')" 1
check "no other viewer noticed" figure "losses" "$(seen wss losses)" 0
