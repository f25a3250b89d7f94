#!/bin/sh
# Copies this tree into the machine and makes the account. Then: systemctl enable --now elysia-avatar
set -eu
cd "$(dirname "$0")"
[ "$(id -u)" -eq 0 ] || { echo "install.sh: run it as root" >&2; exit 1; }

mkdir -p /usr/local /etc/elysia
cp -a usr/local/. /usr/local/
# Yours, once it is there.
[ -e /etc/elysia/elysia.env ] || cp -a etc/elysia/elysia.env /etc/elysia/elysia.env

if [ -d /run/systemd/system ]; then
    systemd-sysusers /usr/local/lib/sysusers.d/elysia-avatar.conf
    systemd-tmpfiles --create /usr/local/lib/tmpfiles.d/elysia-avatar.conf
    systemctl daemon-reload
    systemctl try-restart elysia-avatar
fi
