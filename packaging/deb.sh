#!/bin/sh
# Builds out/elysia-avatar_VERSION_amd64.deb from out/publish with dpkg-deb alone. Tests set VERSION in the environment.
set -eu
cd "$(dirname "$0")/.."
version=${VERSION:-$(packaging/version.sh)}
package=elysia-avatar
tree=out/deb
rm -rf $tree
umask 022

PREFIX=/usr SYSCONFDIR=/etc DESTDIR=$tree packaging/stage.sh

# The date of the commit makes the package reproducible.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH
doc=$tree/usr/share/doc/$package
packaging/debian/changelog.sh "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" <CHANGELOG.md | gzip -9n >"$doc/changelog.gz"
install -D -m 644 packaging/debian/lintian-overrides $tree/usr/share/lintian/overrides/$package

mkdir $tree/DEBIAN
(cd $tree && find etc -type f | sort | sed 's:^:/:') >$tree/DEBIAN/conffiles
(cd $tree && find usr -type f -print0 | sort -z | xargs -0 md5sum) >$tree/DEBIAN/md5sums
size=$(du -sk --apparent-size --exclude=DEBIAN $tree | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$size/" packaging/debian/control.in >$tree/DEBIAN/control
install -m 755 packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm $tree/DEBIAN/

dpkg-deb --root-owner-group -Zxz --build $tree "out/${package}_${version}_amd64.deb"
