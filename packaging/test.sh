#!/bin/bash
# Runs every test, or one suite, and prints the sum as its last line: N passed, N failed, N skipped.
# Usage: test.sh [CONFIGURATION [SUITE]]. A suite is a folder of Elysia.Daemon.Tests, `page` (node) or `system` (a booted Debian).
set -u
configuration=${1:-Release}
suite=$(tr '[:upper:]' '[:lower:]' <<<"${2:-}")
cd "$(dirname "$0")/.." || exit 1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mkdir -p TestResults
status=0

# Every folder with tests, as its path below Elysia.Daemon.Tests.
folders() {
    find Elysia.Daemon.Tests -name '*.cs' -path '*/*/*' ! -path '*/bin/*' ! -path '*/obj/*' -print0 \
        | xargs -0 grep -l '\[TestMethod\]' | sed -E 's,^Elysia.Daemon.Tests/,,; s,/[^/]*$,,' | sort -u
}

# namespace_of SUITE: the namespace of the folder with this path or this name, whatever the case; empty if there is none.
namespace_of() {
    { folders; folders | sed -E 's,/.*,,'; } | sort -u \
        | awk -v suite="$1" '{ name = tolower($0); last = name; sub(/.*\//, "", last) } name == suite || last == suite { print; exit }' \
        | sed 's,/,.,g; s,^,Elysia.Tests.,'
}

namespace=
case $suite in
    "" | page | system) ;;
    *)
        namespace=$(namespace_of "$suite")
        if [ -z "$namespace" ]; then
            echo "There is no suite \"$suite\". The suites are:" >&2
            { folders | sed -E 's,.*/,,' | tr '[:upper:]' '[:lower:]'; printf 'page\nsystem\n'; } \
                | sort -u | paste -sd' ' | fold -s -w 100 | sed 's/^/  /' >&2
            exit 2
        fi
        ;;
esac

daemon_tests() {
    echo "== the daemon (MSTest)${namespace:+: $namespace}"
    # In a suite that was asked for by name, a test whose tool is missing fails, as it does in CI; otherwise it is skipped.
    local ci=${CI:-}
    [ -z "$namespace" ] || ci=true
    # shellcheck disable=SC2086 # two words, or none
    CI=$ci dotnet test Elysia.Daemon.Tests -c "$configuration" --no-build --nologo \
        ${namespace:+--filter FullyQualifiedName~$namespace.} \
        --results-directory TestResults --logger "console;verbosity=normal" >"$out/dotnet" 2>&1 || status=1
    # Only failures and other output are kept, since there are many passed tests.
    grep -vE '^ +Passed ' "$out/dotnet"
    cp "$out/dotnet" TestResults/dotnet.log
}

page_tests() {
    echo "== the page (node)"
    node --test --test-reporter=tap Elysia.Daemon.Tests/Page/*.test.mjs >"$out/node" 2>&1 || status=1
    grep -E '^not ok|^# (tests|pass|fail|skipped)' "$out/node"
    [ $status -eq 0 ] || grep -A12 '^not ok' "$out/node"
    cp "$out/node" TestResults/node.log
}

# system_tests [--if-possible]: boots a machine, which takes minutes.
system_tests() {
    echo "== the service (a booted Debian)"
    packaging/system/run.sh "$@" >"$out/system" 2>&1 || status=1
    grep -vE '^ok ' "$out/system" | sed '$d'
    cp "$out/system" TestResults/system.log
}

packaging/test-tools.sh "$suite" || exit 1
if [ "$suite" != page ] && [ "$suite" != system ]; then
    echo "== Building the daemon and the tests; this takes a minute or two"
    dotnet build Elysia.slnx -c "$configuration" -v quiet --nologo || exit 1
fi

touch "$out/dotnet" "$out/node" "$out/system"
case $suite in
    "")
        daemon_tests
        page_tests
        # Asked for by .ci/run.
        [ -z "${ELYSIA_SYSTEM_TEST:-}" ] || system_tests --if-possible
        ;;
    page) page_tests ;;
    system) system_tests ;;
    *) daemon_tests ;;
esac

# MSTest closes with "     Passed: 12", node with "# pass 12", the system test with the line this script ends with.
count() { sed -nE "s/^ *$1:? +([0-9]+)\$/\\1/p" "$2" | tail -n 1 | grep . || echo 0; }
system() { sed -nE "\$s/.*\\b([0-9]+) $1.*/\\1/p" "$out/system" | grep . || echo 0; }
passed=$(($(count Passed "$out/dotnet") + $(count '# pass' "$out/node") + $(system passed)))
failed=$(($(count Failed "$out/dotnet") + $(count '# fail' "$out/node") + $(system failed)))
skipped=$(($(count Skipped "$out/dotnet") + $(count '# skipped' "$out/node") + $(system skipped)))
[ "$failed" -eq 0 ] || status=1
# A suite that was asked for by name and ran nothing has failed.
[ -z "$suite" ] || [ "$passed" -gt 0 ] || status=1
# A runner that died before it counted has failed.
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
