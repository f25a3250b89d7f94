#!/usr/bin/env bash
# shellcheck disable=SC1003 # paths with a backslash
# The shipped site under a real nginx: what it passes on, and for whom it counts.
# shellcheck source=packaging/tests/lib.sh
. "$(dirname "$0")/lib.sh"
nginx=${NGINX_BINARY:-$(PATH=$PATH:/usr/sbin command -v nginx)}
[ -n "$nginx" ] || { echo "needs nginx"; exit 77; }

mkdir -p "$work/logs" "$work/tmp"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=avatar.example.org -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
{
    printf 'daemon off;\nuser root;\npid %s/pid;\nerror_log %s/logs/error.log;\nevents { worker_connections 4096; }\nhttp {\n' "$work" "$work"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/tmp/$kind;"; done
    # A request says where it comes from, so that one machine plays many.
    printf 'set_real_ip_from 127.0.0.1;\nreal_ip_header X-Source;\n'
    sed -e "s,/var/log/nginx,$work/logs," -e 's,listen 80;,listen 127.0.0.1:18080;,' -e 's,listen 443 ,listen 127.0.0.1:18443 ,' \
        -e '/listen \[::\]/d' -e "s,/etc/letsencrypt/live/avatar.example.org/fullchain.pem,$work/cert.pem," \
        -e "s,/etc/letsencrypt/live/avatar.example.org/privkey.pem,$work/key.pem," -e 's,127.0.0.1:8765,127.0.0.1:18765,' \
        packaging/nginx/elysia.conf
    echo '}'
} >"$work/nginx.conf"
check "nginx accepts the file" "$nginx" -t -q -p "$work" -e "$work/logs/start.log" -c "$work/nginx.conf"
/usr/bin/python3 packaging/tests/upstream.py 18765 >"$work/passed" &
upstream=$!
"$nginx" -p "$work" -e "$work/logs/start.log" -c "$work/nginx.conf" &
proxy=$!
trap 'kill $proxy $upstream 2>/dev/null; rm -rf "$work"' EXIT
up() { curl -sk -o /dev/null --max-time 2 https://127.0.0.1:18443/health && curl -s -o /dev/null --max-time 2 http://127.0.0.1:18765/; }
check "both run" eventually 10 up

# get TARGET: the status of a raw request from a stranger.
get() {
    printf 'GET %s HTTP/1.1\r\nHost: avatar.example.org\r\nX-Source: 203.0.113.7\r\nConnection: close\r\n\r\n' "$1" \
        | timeout 5 openssl s_client -quiet -ign_eof -connect 127.0.0.1:18443 2>/dev/null | sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p'
}
for target in /ready /metrics /status /status.json '/x\..\ready' '\ready' '/x\..\..\metrics' '/%5cready' '/x%5c..%5cready' '/%2572eady' \
    '/x/..%5cready' /READY //ready /./ready /x/../ready /x/%2e%2e/ready /%72eady '/ready/' '/ready%20' '/ready;x' '/x/..\status' '/metrics%2f' \
    '/x/%252e%252e/ready' 'http://avatar.example.org/ready' '/status%3f' '/ready%00' '/ready#' '/x%2f..%2fready' '/metrics/..\metrics' \
    '/．．/ready' '/ready\' '/ready/.' '/status.json/' '/ready%09'; do
    : >"$work/passed"
    answer=$(get "$target")
    check "a stranger's GET $target is refused ($answer)" grep -qE '^(400|403|404)$' <<<"${answer:-none}"
    check "and reaches nothing" test ! -s "$work/passed"
done
for target in / /ws /health /platform.js '/speech/0123456789abcdef.wav' '/x/../platform.js?a=%20b'; do
    : >"$work/passed"
    check "a stranger's GET $target is answered" test "$(get "$target")" = 200
done
check "a path arrives as nginx has normalised it" grep -q '^GET /platform.js?a=%20b HTTP' "$work/passed"
check "with the proxy's own headers" grep -q '^for=203.0.113.7 host=avatar.example.org' "$work/passed"

: >"$work/passed"
get '/y#/../ready' >/dev/null
check "what follows a # does not arrive" grep -q '^GET /y HTTP' "$work/passed"

# watch COUNT SOURCE...: opens viewers, one after the other from each source in turn; prints how many are in.
watch() { /usr/bin/python3 packaging/tests/viewers.py 18443 "$@"; }
check "200 viewers of one address are let in" test "$(watch 200 203.0.113.50)" = 200
check "300 of one address: 256 are" test "$(watch 300 203.0.113.51)" = 256
check "300 of one network of IPv6 count as one" test "$(watch 300 2001:db8:1:2::1 2001:db8:1:2:3:4:5:6 2001:db8:1:2:ffff::)" = 256
check "of two networks, as two" test "$(watch 300 2001:db8:1:3::1 2001:db8:1:4::1)" = 300
check "one too many is in no log that a jail reads" refused grep -q "limiting connections" "$work/logs/error.log"
flood() { curl -skZ --parallel-max 300 -o /dev/null -w '%{http_code}\n' -H "X-Source: 203.0.113.60" "https://127.0.0.1:18443/health?[1-3000]"; }
check "a flood is limited" says 429 flood
check "and in the log that the jail reads" grep -q 'limiting requests.*zone "elysia_requests", client: 203.0.113.60' "$work/logs/error.log"
finish
