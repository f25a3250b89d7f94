#!/bin/sh
# Builds the daemon, without tests and benchmarks, and runs it until Ctrl-C, SIGTERM or the end of the terminal.
# Usage: run.sh [CONFIGURATION]
set -eu
configuration=${1:-Release}
cd "$(dirname "$0")/.."
command -v dotnet >/dev/null 2>&1 || {
    echo "make run needs the .NET SDK 10: https://dotnet.microsoft.com/download" >&2
    exit 1
}

echo "Building the daemon. The first build downloads packages and takes about a minute; later ones take seconds."
dotnet build Elysia.Daemon -c "$configuration" -v minimal --nologo
echo "Starting the daemon. Ctrl-C stops it; every option is in docs/CONFIGURATION.md."

# The daemon reloads its files on SIGHUP, so the end of a terminal would not stop it: this script turns it into SIGTERM.
daemon=
trap '[ -z "$daemon" ] || kill -TERM "$daemon" 2>/dev/null || true' HUP INT TERM
dotnet "Elysia.Daemon/bin/$configuration/net10.0/elysia.dll" &
daemon=$!
# If make leads the session, it gets the SIGHUP of a closing terminal alone and waits for this script.
if (: </dev/tty) 2>/dev/null; then
    while kill -0 "$daemon" && (: </dev/tty); do sleep 1; done
    kill -TERM "$daemon"
fi >/dev/null 2>&1 &
status=0
wait "$daemon" || status=$?
# A signal ends the wait before the daemon has ended.
while kill -0 "$daemon" 2>/dev/null; do
    status=0
    wait "$daemon" || status=$?
done
exit "$status"
