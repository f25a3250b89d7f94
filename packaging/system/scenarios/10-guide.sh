# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# The guide, command by command
machine main
check "a machine boots" boot
cp "$deb" "$machine/root/"
follow sh

check "the package is less than 30 MB" figure "MB" "$(($(stat -c %s "$deb") / 1000000))" 29
check "the service starts at boot" inside systemctl is-enabled elysia-avatar
check "the daemon runs as its own user" test "$(inside stat -c %U "/proc/$(main_pid)")" = elysia
# The best of three, because other load on the test machine does not count.
starts=$(for _ in 1 2 3; do inside systemctl restart elysia-avatar && start_ms; done | sort -n)
check "READY comes within 300 ms" figure "start in ms" "$(head -n 1 <<<"$starts")" 300
watch direct ws://127.0.0.1:8765/ws?stamps=1 10
check "ten viewers watch" eventually 10 watching direct 10
# Two seconds after the start the daemon returns memory that only startup needed.
below_mb() { awk -v is="$(resident_mb)" -v most="$1" 'BEGIN { exit !(is < most) }'; }
check "with ten viewers the daemon takes less than 50 MB" eventually 10 below_mb 50
check "and says so" figure "resident MB" "$(resident_mb)" 50
check "hardening" figure "systemd-analyze security" \
    "$(inside systemd-analyze security --no-pager elysia-avatar | sed -n 's/.*Overall exposure.*: \([0-9.]*\) .*/\1/p')" 2.0
# Linux before 6.12 has no time slices for single threads.
slice() { inside sh -c "cat /proc/$(main_pid)/task/*/sched" | awk '/^elysia-tick/ { tick = 1 } tick && /se.slice/ { print $3; exit }'; }
if [ "$(printf '6.12\n%s\n' "$(uname -r)" | sort -V | head -n 1)" = 6.12 ]; then
    check "the tick thread has a short time slice" test "$(slice)" = 100000
fi
check "the man pages are there" inside man -w elysia elysia.env elysia-backup elysia-restore
check "the daemon's port is closed to strangers" refused stranger curl -s --max-time 2 http://192.0.2.1:8765/
