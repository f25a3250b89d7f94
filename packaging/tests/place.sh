#!/usr/bin/env bash
# An installation over a version that runs: files are exchanged, never changed, and one that fails leaves the old version whole.
# shellcheck source=packaging/tests/lib.sh
. "$(dirname "$0")/lib.sh"

old=$work/old new=$work/new
fresh() {
    rm -rf "$old" "$new"
    mkdir -p "$old/bin" "$old/lib/elysia" "$old/etc" "$new/bin" "$new/lib/elysia" "$new/share/doc" "$new/etc"
    cp /bin/sleep "$old/lib/elysia/elysia"
    echo "old library" >"$old/lib/elysia/library.so"
    echo "old script" >"$old/bin/script"
    ln -s ../lib/elysia/elysia "$old/bin/elysia"
    cp /bin/true "$new/lib/elysia/elysia"
    echo "new library" >"$new/lib/elysia/library.so"
    echo "new script" >"$new/bin/script"
    echo "new page" >"$new/share/doc/page"
    ln -s ../lib/elysia/elysia "$new/bin/elysia"
}
sum() { (cd "$1" && find . ! -type d -exec sha256sum {} + 2>/dev/null | sort -k2; find . | sort); }

fresh
"$old/lib/elysia/elysia" 30 &
runs=$!
exec 7<"$old/lib/elysia/library.so"
check "it installs over a program that runs" packaging/place.sh "$new" "$old"
check "the program still runs" kill -0 $runs
check "an open library keeps its content" test "$(cat <&7)" = "old library"
exec 7<&-
kill $runs
wait $runs 2>/dev/null
check "the new files are there" cmp "$new/lib/elysia/elysia" "$old/lib/elysia/elysia"
check "with their links" test "$(readlink "$old/bin/elysia")" = ../lib/elysia/elysia
check "nothing temporary is left" test -z "$(find "$old" -name '*elysia-new' -o -name '*elysia-old')"

fresh
# The last name in order is a folder on the machine, so the installation cannot be complete.
mkdir -p "$old/share/doc/page/full"
before=$(sum "$old")
check "a file that cannot be placed: it fails" refused packaging/place.sh "$new" "$old"
check "and the old version is whole" test "$(sum "$old")" = "$before"

# A full disk, in the middle of the second file.
fresh
disk=$work/disk
mkdir -p "$disk"
mount -t tmpfs -o size=300k tmpfs "$disk" && mounted=yes || mounted=no
if [ "$mounted" = yes ]; then
    cp -a "$old/." "$disk/"
    head -c 400000 /dev/urandom >"$new/lib/elysia/library.so"
    before=$(sum "$disk")
    check "a full disk: it fails" refused packaging/place.sh "$new" "$disk"
    check "and the old version is whole" test "$(sum "$disk" | grep -v share)" = "$before"
    umount "$disk"
else
    skip "a full disk: no mount here"
fi

# Each rename in turn fails.
mkdir "$work/path"
cat >"$work/path/mv" <<'SCRIPT'
#!/bin/sh
count=$(cat "$COUNT")
echo $((count + 1)) >"$COUNT"
[ "$count" != "$FAIL_AT" ] || exit 1
exec /bin/mv "$@"
SCRIPT
chmod +x "$work/path/mv"
for at in 0 1 2 3; do
    fresh
    mkdir -p "$old/share/doc"
    before=$(sum "$old")
    echo 0 >"$work/count"
    check "rename $at fails: so does the installation" refused env COUNT="$work/count" FAIL_AT=$at PATH="$work/path:$PATH" packaging/place.sh "$new" "$old"
    check "and the old version is whole" test "$(sum "$old")" = "$before"
done

fresh
echo "the operator's" >"$old/etc/elysia.env"
echo "the default" >"$new/etc/elysia.env"
echo "another default" >"$new/etc/other"
check "files of the operator are kept" packaging/place.sh --keep "$new/etc" "$old/etc"
check "as they are" test "$(cat "$old/etc/elysia.env")" = "the operator's"
check "and new ones come" test "$(cat "$old/etc/other")" = "another default"
finish
