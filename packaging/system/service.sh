# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Functions with which scenarios query the service and its viewers.

# start_ms: the duration of the last start in milliseconds, from fork to READY, by systemd's own clock.
start_ms() {
    inside systemctl show elysia-avatar -p ExecMainStartTimestampMonotonic -p ActiveEnterTimestampMonotonic --value \
        | paste -sd' ' | awk '{ d = $1 - $2; if (d < 0) d = -d; printf "%.0f\n", d / 1000 }'
}

main_pid() { inside systemctl show elysia-avatar -p MainPID --value; }

# The process number as the host sees it.
host_pid() { pgrep -f '^/usr/lib/elysia/elysia$' --ns "$leader" --nslist pid | head -n 1; }

resident_mb() { awk '/^VmRSS/ { printf "%.1f\n", $2 / 1024 }' "/proc/$(host_pid)/status"; }

restarts() { inside systemctl show elysia-avatar -p NRestarts --value; }

is_active() { inside systemctl is-active --quiet "${1:-elysia-avatar}"; }

journal() { inside journalctl --no-pager -o cat -u "${1:-elysia-avatar}" -b; }

health() { inside curl -sf --max-time 5 http://127.0.0.1:8765/health; }

# watch NAME URL COUNT: starts viewers that reconnect by themselves.
watch() {
    # Not in a function: the process must be the shell's own job, so that it can be ended.
    NODE_EXTRA_CA_CERTS=$work/ca.pem ip netns exec "$net" node --experimental-websocket --no-warnings packaging/system/viewers.mjs \
        "$2" "$3" "$work/viewers-$1" &
    declare -g "viewers_$1=$!"
}

# seen NAME FACT: prints a figure of the viewers, or nothing.
seen() { tr ' ' '\n' 2>/dev/null <"$work/viewers-$1" | sed -n "s/^$2=//p"; }

watching() { [ "$(seen "$1" open)" = "$2" ]; }

# Whether that many viewers watch, and have watched long enough that earlier losses are over.
settled() { [ "$(seen "$1" settled)" = "$2" ]; }

# anew NAME: resets the counts of losses and gaps; returns when this is done.
anew() {
    local pid=viewers_$1
    kill -USR2 "${!pid}"
    eventually 5 fresh "$1"
}

fresh() { [ "$(seen "$1" losses)" = 0 ] && [ "$(seen "$1" gap_ms)" -lt 500 ]; }

# lost NAME: whether every connection was lost at least once since anew.
lost() { [ "$(seen "$1" losses)" -ge "$2" ]; }

leave() {
    local pid=viewers_$1
    kill "${!pid}" 2>/dev/null
}
