#!/usr/bin/env bash
# What the jails take for an offence.
# shellcheck source=packaging/tests/lib.sh
. "$(dirname "$0")/lib.sh"
# Where fail2ban's own files are.
tree=${FAIL2BAN_ROOT:-}
[ -e "$tree/usr/bin/fail2ban-regex" ] || { echo "needs fail2ban"; exit 77; }
export PYTHONPATH=$tree/usr/lib/python3/dist-packages
cp -a "$tree/etc/fail2ban" "$work/f2b"
cp -r packaging/fail2ban/* "$work/f2b/"

# matches FILTER LINE...: how many of the lines are offences.
matches() {
    local filter=$1
    shift
    printf '%s\n' "$@" >"$work/lines"
    /usr/bin/python3 "$tree/usr/bin/fail2ban-regex" --config "$work/f2b" "$work/lines" "$work/f2b/filter.d/$filter.conf" 2>&1 \
        | sed -n 's/.* \([0-9]*\) matched, .*/\1/p'
}
date=$(date '+%Y/%m/%d %H:%M:%S')
nginx="$date [error] 7#7: *9 limiting"
viewer=', client: 203.0.113.7, server: avatar.example.org, request: "GET /ws HTTP/2.0", host: "avatar.example.org"'
check "a viewer too many is no offence" test "$(matches elysia-proxy "$nginx connections by zone \"elysia_viewers\"$viewer")" = 0
check "requests that came too fast are" test "$(matches elysia-proxy "$nginx requests, excess: 500.2 by zone \"elysia_requests\"$viewer")" = 1
check "those that only had to wait are none" test "$(matches elysia-proxy \
    "$date [warn] 7#7: *9 delaying request, excess: 401.2, by zone \"elysia_requests\"$viewer")" = 0
offender="$(date '+%b %d %H:%M:%S') host elysia[7]: Elysia.Admission[200] Offender"
check "a crowd that connects too fast is no attack" test "$(matches elysia \
    "$offender 203.0.113.7: 115 offences within a minute, the last was TooManyConnections")" = 0
for offence in BadMessage MessageFlood BadToken BadUpgrade EndlessRequest SlowRequest; do
    check "$offence is an offence" test "$(matches elysia "$offender 203.0.113.7: 20 offences within a minute, the last was $offence")" = 1
done
check "of a network of IPv6, too" test "$(matches elysia "$offender 2001:db8:1:2::/64: 20 offences within a minute, the last was BadToken")" = 1

# What fail2ban would run: its configuration as it has read it.
dump() { /usr/bin/python3 "$tree/usr/bin/fail2ban-client" -c "$work/f2b" -d 2>&1; }
sed -i 's/^backend *= auto/backend = polling/; s:^logpath .*:logpath = /dev/null:' "$work/f2b/jail.d/elysia.conf"
dump >"$work/dump"
check "fail2ban takes the jails" grep -qF "['start', 'elysia-proxy']" "$work/dump"
check "networks of IPv6 are banned whole" grep -qF "/64" "$work/dump"
# The jail waits for as many refusals in its time as nginx allows requests.
rate=$(sed -n 's/.*zone=elysia_requests:10m rate=\([0-9]*\)r.s;/\1/p' packaging/nginx/elysia.conf)
check "a page that is loaded by 200 viewers at once bans nobody" test "$(sed -n 's/^maxretry *= //p' packaging/fail2ban/jail.d/elysia.conf \
    | tail -n 1)" -ge $((rate * 60))
finish
