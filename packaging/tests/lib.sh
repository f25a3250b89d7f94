# shellcheck shell=bash
# What the tests of the scripts share: a folder, checks, and the user that plays the attacker. They run without a booted machine.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
export work
work=$(mktemp -d /var/tmp/elysia-scripts.XXXXXX)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
# shellcheck source=packaging/system/checks.sh
. packaging/system/checks.sh

# The daemon's user: a number that no account has.
attacker=64123
# as_attacker COMMAND...
as_attacker() { setpriv --reuid $attacker --regid $attacker --clear-groups "$@"; }

# Ends a test: its exit code says whether all checks passed.
finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}

if [ "$(id -u)" -ne 0 ]; then
    echo "needs root, because it plays the daemon's user against root"
    exit 77
fi
