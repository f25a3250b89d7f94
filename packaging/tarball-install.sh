#!/bin/sh
# Copies this tree to the machine and creates the account. Then run: systemctl enable --now elysia-avatar
set -eu
cd "$(dirname "$0")"
[ "$(id -u)" -eq 0 ] || { echo "install.sh: run it as root" >&2; exit 1; }

# A daemon that runs keeps the files it has open. If this fails, the old version is still whole, and the daemon is not restarted.
./place.sh usr/local /usr/local
# Existing files in /etc are kept, because they belong to the operator.
./place.sh --keep etc /etc

if [ -d /run/systemd/system ]; then
    systemd-sysusers /usr/local/lib/sysusers.d/elysia-avatar.conf
    systemd-tmpfiles --create /usr/local/lib/tmpfiles.d/elysia-avatar.conf
    systemctl daemon-reload
    systemctl try-restart elysia-avatar
fi
