# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Log files under the real logrotate, and the figures of the monitoring
inside sed -i 's/^#ELYSIA_LOG_LEVEL=.*/ELYSIA_LOG_LEVEL=debug/' /etc/elysia/elysia.env
inside systemctl restart elysia-avatar
# Each refused handshake is one line. No limit applies to loopback, so all of them are answered.
refused_line="A request for a WebSocket was refused"
rounds=8
each=200
noise() {
    local round
    for ((round = 0; round < rounds; round++)); do
        inside curl -s -o /dev/null -H "Connection: Upgrade" -H "Upgrade: websocket" "http://127.0.0.1:8765/ws?[1-$each]"
    done
}
written() { inside sh -c 'zcat -f /var/log/elysia/elysia.log*' | grep -cF "$refused_line"; }
grown() { [ "$(inside grep -cF "$refused_line" /var/log/elysia/elysia.log)" -gt 10 ]; }
all_written() { echo "figure: $(written) of $((rounds * each)) lines"; [ "$(written)" = $((rounds * each)) ]; }
noise &
noise=$!
for turn in 1 2; do
    check "logs: lines reach the file ($turn)" eventually 10 grown
    check "logs: logrotate rotates it ($turn)" inside logrotate --force /etc/logrotate.d/elysia-avatar
done
# Like every night: the timer's service rotates because a day has passed.
check "logs: lines reach the file (3)" eventually 10 grown
inside sed -i 's:^\("/var/log/elysia/elysia.log"\) .*:\1 2026-1-1-0\:0\:0:' /var/lib/logrotate/status
check "logs: logrotate's own service rotates it (3)" inside systemctl start logrotate.service
wait $noise
check "logs: not one line is lost over four files" eventually 10 all_written
check "logs: older files are compressed" inside test -e /var/log/elysia/elysia.log.2.gz -a -e /var/log/elysia/elysia.log.3.gz
check "logs: only the daemon and root can read them" test "$(inside stat -c '%U %a' /var/log/elysia/elysia.log)" = "elysia 600"
check "logs: nothing was dropped" says "elysia_log_lines_dropped_total 0" inside curl -sf http://127.0.0.1:8765/metrics
inside sed -i 's/^ELYSIA_LOG_LEVEL=.*/#ELYSIA_LOG_LEVEL=info/' /etc/elysia/elysia.env
inside systemctl restart elysia-avatar
inside systemctl stop prometheus
