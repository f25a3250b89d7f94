#!/bin/sh
# Builds out/elysia-VERSION-linux-x64.tar.gz from out/publish: the installed tree for systems without dpkg.
set -eu
cd "$(dirname "$0")/.."
name=elysia-$(packaging/version.sh)-linux-x64
rm -rf "out/$name"
umask 022

PREFIX=/usr/local SYSCONFDIR=/etc DESTDIR="out/$name" packaging/stage.sh
install -m 755 packaging/tarball-install.sh "out/$name/install.sh"
install -m 755 packaging/place.sh "out/$name/place.sh"

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
tar -C out --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$name" \
    | gzip -9n >"out/$name.tar.gz"
rm -rf "out/${name:?}"
echo "out/$name.tar.gz"
