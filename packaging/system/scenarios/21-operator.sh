# shellcheck shell=bash disable=SC2154,SC2016 # the parts of the test share their variables; others expand some
# Endpoints for operators, through nginx, with tokens and without
bearer() { echo "Authorization: Bearer $1"; }
token() {
    inside env ELYSIA_JWT_SECRET_FILE=/etc/credstore/elysia-jwt-secret elysia token --role "$1" --for 1h --subject "$1" 2>/dev/null
}
operator=$(token operator)
viewer=$(token viewer)
wrong=${operator%????}AAAA

for path in /metrics /status /status.json; do
    check "authentication off: a token does not give a stranger access to $path" says 403 ask -H "$(bearer "$operator")" "$site$path"
done
check "authentication off: there are no tickets" says 404 ask -X POST "$site/ticket"

inside sed -i 's/^#ELYSIA_AUTH=.*/ELYSIA_AUTH=jwt/' /etc/elysia/elysia.env
inside systemctl restart elysia-avatar
for path in /metrics /status /status.json; do
    check "a stranger may not see $path" says 403 ask "$site$path"
    check "a stranger with an operator's token may" says 200 ask -H "$(bearer "$operator")" "$site$path"
    check "with a viewer's it may not" says 403 ask -H "$(bearer "$viewer")" "$site$path"
    check "with a wrong one it may not" says 401 ask -H "$(bearer "$wrong")" "$site$path"
    check "a local client needs no token" says 200 fetch "$site$path"
done
check "/ready is inside only, token or not" says 403 ask -H "$(bearer "$operator")" "$site/ready"
check "tokens are counted by result" says 'elysia_tokens_total{verdict="bad_signature"} 3' \
    inside curl -sf http://127.0.0.1:8765/metrics

ticket() { stranger curl -s --cacert "$work/ca.pem" -X POST -H "$(bearer "$viewer")" "$site/ticket" | sed -n 's/.*"ticket":"\([^"]*\)".*/\1/p'; }
sees() { # ADDRESS: whether a stranger's WebSocket receives state
    NODE_EXTRA_CA_CERTS=$work/ca.pem stranger timeout 10 node --experimental-websocket --no-warnings -e '
        const socket = new WebSocket(process.argv[1]);
        socket.onmessage = (event) => process.exit(JSON.parse(event.data).expression ? 0 : 1);
        socket.onerror = () => process.exit(2);' "$1"
}
check "a ticket comes by POST through nginx" test -n "$(ticket)"
check "and opens the WebSocket" sees "wss://avatar.example.org/ws?ticket=$(ticket)"
check "an invented ticket does not" refused sees "wss://avatar.example.org/ws?ticket=AAAA"
check "no token and no ticket is in nginx's log" refused inside grep -rqE "ticket=|$(cut -c1-40 <<<"$operator")" /var/log/nginx
inside sed -i 's/^ELYSIA_AUTH=.*/#ELYSIA_AUTH=off/' /etc/elysia/elysia.env
inside systemctl restart elysia-avatar
