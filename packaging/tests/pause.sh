#!/usr/bin/env bash
# The pauses between restarts: at once after a crash, longer when crashes follow each other, never for ever.
# shellcheck source=packaging/tests/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir "$work/path" "$work/run"
# Says how long it would sleep.
# shellcheck disable=SC2016 # for the inner shell
printf '#!/bin/sh\necho "$1"\n' >"$work/path/sleep"
chmod +x "$work/path/sleep"
now=1000
# ends STATUS [RESULT]: the daemon has lived for $lived seconds and ends now; prints the pause.
ends() {
    now=$((now + lived))
    echo "$now.50 7.00" >"$work/uptime"
    slept=$(EXIT_STATUS=$1 SERVICE_RESULT=${2:-exit-code} RUNTIME_DIRECTORY=$work/run PATH=$work/path:$PATH \
        packaging/restart-pause "$work/uptime")
    slept=${slept:-0}
    now=$((now + slept))
}
pauses() { # EXPECTED STATUS...
    local expected=$1 seen=''
    shift
    for status in "$@"; do
        ends "$status"
        seen="$seen $slept"
    done
    echo "the pauses were$seen"
    [ "$seen" = " $expected" ]
}
lived=3600
check "a daemon that crashes once an hour comes back at once" pauses "0 0 0" 9 9 9
lived=0
check "one that crashes again and again waits longer" pauses "1 2 4 5 5 5 5 5 5 5 5 5" 70 70 70 70 70 70 70 70 70 70 70 70
lived=11
check "and at once when it has run for a while" pauses "0" 70
lived=1
check "a stop that was asked for ends the count" pauses "1" 70
ends 0 success
check "and does not wait" test "$slept" = 0
check "a crash after it is the first" pauses "0" 70
check "a port that is taken is tried again after 2 s, then less often" pauses "2 2 4 5 5" 69 69 69 69 69
ends 78
check "a wrong configuration does not wait" test "$slept" = 0
echo "no numbers" >"$work/run/restarts"
check "a damaged count is a new one" pauses "0" 70
rm -rf "$work/run"
check "without a folder there is no pause" pauses "0 0" 70 70
longest=5
stop=$(sed -n 's/^TimeoutStopSec=//p' elysia.service)
check "systemd does not cut the pause short" test "$longest" -lt "$stop"
check "and never gives up" grep -qx StartLimitIntervalSec=0 elysia.service
check "no option that systemd 252 does not know" refused grep -qE '^Restart(Steps|MaxDelaySec|Mode)=' elysia.service
check "there are no core dumps" grep -qx LimitCORE=0 elysia.service
finish
