#!/bin/sh
# Runs all tests. The last line is the total: N passed, N failed, N skipped.
set -u
configuration=${1:-Release}
cd "$(dirname "$0")/.." || exit 1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mkdir -p TestResults
status=0

echo "== the daemon (MSTest)"
dotnet test Elysia.Daemon.Tests -c "$configuration" --no-build --nologo \
    --results-directory TestResults --logger "console;verbosity=normal" >"$out/dotnet" 2>&1 || status=1
# The output omits the many passed tests.
grep -vE '^ +Passed ' "$out/dotnet"

echo "== the page (node)"
node --test --test-reporter=tap Elysia.Daemon.Tests/Page/*.test.mjs >"$out/node" 2>&1 || status=1
grep -E '^not ok|^# (tests|pass|fail|skipped)' "$out/node"
[ $status -eq 0 ] || grep -A12 '^not ok' "$out/node"

# The system test boots a machine and takes minutes, so it runs only on request: by .ci/run, or with make test-system.
echo "0 passed, 0 failed, 0 skipped" >"$out/system"
if [ -n "${ELYSIA_SYSTEM_TEST:-}" ]; then
    echo "== the service (a booted Debian)"
    packaging/system/run.sh >"$out/system" 2>&1 || status=1
    grep -vE '^ok ' "$out/system" | sed '$d'
    cp "$out/system" TestResults/system.log
fi

cp "$out/dotnet" TestResults/dotnet.log
cp "$out/node" TestResults/node.log

# The last lines of MSTest contain "     Passed: 12", those of node "# pass 12".
count() { sed -nE "s/^ *$1:? +([0-9]+)\$/\\1/p" "$2" | tail -n 1; }
system() { sed -nE "\$s/.*\\b([0-9]+) $1.*/\\1/p" "$out/system"; }
passed=$(( $(count Passed "$out/dotnet" || true) + $(count '# pass' "$out/node" || true) + $(system passed | grep . || echo 0) ))
failed=$(( $(count Failed "$out/dotnet" | grep . || echo 0) + $(count '# fail' "$out/node" | grep . || echo 0) + $(system failed | grep . || echo 0) ))
skipped=$(( $(count Skipped "$out/dotnet" | grep . || echo 0) + $(count '# skipped' "$out/node" | grep . || echo 0) + $(system skipped | grep . || echo 0) ))
[ "$failed" -eq 0 ] || status=1
# A runner that ended without a count has failed.
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
