# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Install, start, watch
machine main
check "a machine boots" boot
cp "$deb" "$machine/root/"
check "the package installs" inside apt-get install -y "/root/${deb##*/}"
check "it is less than 30 MB" figure "package in MB" "$(($(stat -c %s "$deb") / 1000000))" 29
check "systemctl start elysia-avatar" inside systemctl start elysia-avatar
check "it is enabled at boot" inside systemctl is-enabled elysia-avatar
check "it answers" health
check "it runs as its own user" test "$(inside stat -c %U "/proc/$(main_pid)")" = elysia
inside systemctl restart elysia-avatar
check "READY comes within 300 ms" figure "start in ms" "$(start_ms)" 300
watch direct ws://127.0.0.1:8765/ws 10
check "ten viewers see her" eventually 10 watching direct 10
check "with ten viewers it takes less than 50 MB" figure "resident MB" "$(resident_mb)" 50
check "hardening" figure "systemd-analyze security" \
    "$(inside systemd-analyze security --no-pager elysia-avatar | sed -n 's/.*Overall exposure.*: \([0-9.]*\) .*/\1/p')" 2.0
check "bench runs from the package" inside elysia bench load --clients 5 --seconds 1
