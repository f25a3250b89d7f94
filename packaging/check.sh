#!/bin/sh
# Checks what the build does not: the format of C#, and the shell scripts. Style and analysis are part of every build, where each
# warning is an error.
set -eu
cd "$(dirname "$0")/.."
command -v shellcheck >/dev/null 2>&1 || {
    echo "make check needs shellcheck: sudo apt-get install shellcheck" >&2
    exit 1
}

echo "== the format of C# (make format corrects it)"
dotnet format whitespace . --folder --verify-no-changes
echo "== the shell scripts"
# The scripts of the system test name the variables they share in a comment for shellcheck.
shellcheck -x packaging/*.sh packaging/man/*.sh packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm \
    packaging/debian/changelog.sh packaging/backup/elysia-backup packaging/backup/elysia-restore \
    packaging/restart-pause packaging/tests/*.sh \
    packaging/system/*.sh packaging/system/scenarios/*.sh packaging/system/certbot .ci/run
echo "Nothing to complain about."
