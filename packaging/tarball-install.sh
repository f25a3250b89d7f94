#!/bin/sh
# Copies this tree to the machine and creates the account. Then run: systemctl enable --now elysia-avatar
set -eu
cd "$(dirname "$0")"
[ "$(id -u)" -eq 0 ] || { echo "install.sh: run it as root" >&2; exit 1; }

mkdir -p /usr/local
cp -a usr/local/. /usr/local/
# Existing files in /etc are kept, because they belong to the operator.
cp -an etc/. /etc/

if [ -d /run/systemd/system ]; then
    systemd-sysusers /usr/local/lib/sysusers.d/elysia-avatar.conf
    systemd-tmpfiles --create /usr/local/lib/tmpfiles.d/elysia-avatar.conf
    systemctl daemon-reload
    systemctl try-restart elysia-avatar
fi
