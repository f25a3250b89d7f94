#!/usr/bin/env bash
# Backup and restore, with the daemon's user as attacker and with clocks that are wrong.
# shellcheck source=packaging/tests/lib.sh
. "$(dirname "$0")/lib.sh"

root=$work/root data=$work/root/var/lib/elysia to=$work/backups
target=$work/target
backup() { packaging/backup/elysia-backup --root "$root" --to "$to"; }
restore() { packaging/backup/elysia-restore --root "$root" "$@"; }
newest() { find "$to" -name '*.tar.gz' | sort | tail -n 1; }
kept() { find "$to" -name '*.tar.gz' | wc -l; }
mine() { [ -z "$(find "$data" ! -user $attacker)" ]; }
remembers() { [ "$(as_attacker sqlite3 "$data/memory.db" 'select x from t' 2>&1)" = "$1" ]; }

# fresh: an installation, and files of root's that must never change.
fresh() {
    rm -rf "$root" "$to" "$target"
    mkdir -p "$root/etc/elysia" "$root/var/lib" "$root/etc/credstore" "$target/folder"
    chmod 755 "$root" "$root/var" "$root/var/lib"
    install -d -o $attacker -g $attacker -m 750 "$data"
    echo ELYSIA_PORT=8765 >"$root/etc/elysia/elysia.env"
    (umask 077 && echo secret >"$root/etc/credstore/elysia-jwt-secret" && echo "root's own" >"$target/secret")
    echo "root's own" >"$target/folder/file"
    as_attacker sqlite3 "$data/memory.db" "pragma journal_mode=wal; create table t(x); insert into t values ('remembered');" >/dev/null
    as_attacker sh -c "umask 077; mkdir $data/clips; echo clip >$data/clips/one"
}
state() { (cd "$target" && find . -printf '%p %y %U %m %i %l\n' | sort; find . -type f -exec sha256sum {} + | sort); }
before=''
safe() { [ "$(state)" = "$before" ]; }

fresh
check "a backup is made" says "$to/elysia-" backup
as_attacker sqlite3 "$data/memory.db" "update t set x = 'changed'"
rm "$root/etc/elysia/elysia.env" "$root/etc/credstore/elysia-jwt-secret"
check "it is restored" restore "$(newest)"
check "with the memory" remembers remembered
check "with other files" test "$(cat "$data/clips/one")" = clip
check "with the configuration" test "$(cat "$root/etc/elysia/elysia.env")" = ELYSIA_PORT=8765
check "and the secret" test "$(cat "$root/etc/credstore/elysia-jwt-secret") $(stat -c %a "$root/etc/credstore/elysia-jwt-secret")" = "secret 600"
check "everything belongs to the daemon's user" mine
check "the folder has its mode" test "$(stat -c %a "$data")" = 750
check "nothing temporary is left" test -z "$(find "$root" "$to" -name '.elysia*' -o -name '.restore' -o -name '.before' -o -name '.work*')"

# An archive as the first version wrote it: a copy of both folders as they were, with their checksums.
fresh
mkdir -p "$work/first/var/lib" "$work/first/etc" "$to"
cp -a "$root/etc/elysia" "$work/first/etc/"
cp -a "$data" "$work/first/var/lib/"
(cd "$work/first" && find . -type f ! -path ./SHA256SUMS -exec sha256sum {} + >"$work/sums" && mv "$work/sums" SHA256SUMS)
tar -C "$work/first" -czf "$to/elysia-20260101T000000Z.tar.gz" .
rm -rf "$data" "$root/etc/elysia"
check "a backup of the first version is restored on a fresh machine" restore "$(newest)"
check "with the memory" remembers remembered
check "which belongs to the user it belonged to" mine

# --- planted names
for plant in "ln -s $target/secret $data/stolen" "ln -s $target/folder $data/folder" "ln -s $target/secret $data/stolen.db" \
    "mkfifo $data/pipe.db" "ln -s $target/folder $data/.restore" "ln -s $target/folder $data/.before" \
    "ln -s $target $data/clips/deep.sqlite" "touch '$data/two
lines.db' $data/--checkpoint=1 '$data/../elysia/a'\$(printf '\\377')"; do
    fresh
    as_attacker sh -c "$plant"
    before=$(state)
    check "planted: ${plant%% *} ${plant##*/}: a backup" backup
    check "it has nothing of root's" refused sh -c "tar -xzOf $(newest) | grep -q \"root's own\""
    check "it is restored" restore "$(newest)"
    check "the memory is back" remembers remembered
    check "everything belongs to the daemon's user" mine
    check "root's files are as they were" safe
done

# A hot journal names a file that SQLite deletes: opened by root it would be any file.
fresh
as_attacker /usr/bin/python3 - "$data" "$target/secret" <<'PYTHON'
import struct, sys, sqlite3, os
folder, victim = sys.argv[1:]
database = f"{folder}/planted.db"
connection = sqlite3.connect(database)
connection.executescript("pragma journal_mode=delete; create table t(x); insert into t values (1)")
connection.close()
name = victim.encode()
page = open(database, "rb").read(4096)
size = os.path.getsize(database) // 4096
header = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 0, 0, size, 512, 4096)
header += b"\0" * (512 - len(header))
checksum = sum(name) & 0xffffffff
# The record of the super-journal: its page number, name, length, checksum, and the magic bytes.
record = struct.pack(">I", 0x40000000 // 4096 + 1) + name + struct.pack(">II", len(name), checksum) + bytes.fromhex("d9d505f920a163d7")
open(f"{database}-journal", "wb").write(header + record)
PYTHON
before=$(state)
backup >/dev/null 2>&1
check "a hot journal deletes nothing of root's in a backup" safe
check "and no process of root's opened the database" test -z "$(find "$data" ! -user $attacker)"

# --- names that change while root works
swap() { # SOURCE: until it is ended
    setpriv --reuid $attacker --regid $attacker --clear-groups timeout 60 sh -c "while :; do ln -sfn $target/folder $data/$1 2>/dev/null; rm -rf $data/$1; mkdir $data/$1 2>/dev/null; rm -rf $data/$1; done" &
    swaps=$!
}
for name in .restore .before clips memory.db-journal; do
    fresh
    backup >/dev/null
    saved=$(newest)
    before=$(state)
    swap $name
    backup >/dev/null 2>&1
    for _ in 1 2 3; do restore "$saved" >/dev/null 2>&1; done
    kill -TERM $swaps
    wait $swaps 2>/dev/null
    check "$name changes all the time: root's files are as they were" safe
    check "a restore afterwards is whole" restore "$saved"
    check "the memory is back" remembers remembered
done

# The same, certain to come between any two commands: each of these plants the links anew before and after it works.
mkdir "$work/planting"
for tool in rm mkdir cp mv find chown stat; do
    cat >"$work/planting/$tool" <<TOOL
#!/bin/bash
plant() {
    for name in .restore .before clips memory.db.elysia; do
        rm=\$(PATH=$PATH command -v rm)
        \$1 \$rm -rf $data/\$name 2>/dev/null
        \$1 $(type -P ln) -s $target/folder $data/\$name 2>/dev/null
    done
}
as=
[ "\$(id -u)" != 0 ] || as="setpriv --reuid $attacker --regid $attacker --clear-groups"
plant "\$as"
$(type -P "$tool") "\$@"
status=\$?
plant "\$as"
exit \$status
TOOL
done
chmod +x "$work/planting"/*
fresh
backup >/dev/null
saved=$(newest)
before=$(state)
PATH=$work/planting:$PATH restore "$saved" >/dev/null 2>&1
check "links planted between any two commands of a restore: root's files are as they were" safe
PATH=$work/planting:$PATH backup >/dev/null 2>&1
check "links planted between any two commands of a backup: root's files are as they were" safe
check "it has nothing of root's" refused sh -c "tar -xzOf $(newest) | grep -q \"root's own\""

# The folder is a mount, or its parent belongs to another user: it cannot be exchanged.
fresh
backup >/dev/null
if mount -t tmpfs -o size=4m,mode=750,uid=$attacker,gid=$attacker tmpfs "$data"; then
    as_attacker ln -s "$target/folder" "$data/.restore"
    as_attacker ln -s "$target/folder" "$data/.before"
    before=$(state)
    check "a mount: it is restored" restore "$(newest)"
    check "a mount: the memory is back" remembers remembered
    check "a mount: everything belongs to the daemon's user" mine
    check "a mount: root's files are as they were" safe
    umount "$data"
else
    skip "a mount: none can be made here"
fi
fresh
backup >/dev/null
mv "$data" "$work/elsewhere"
ln -s "$work/elsewhere" "$data"
check "the folder is on another disk: it is restored" restore "$(newest)"
check "the link stays" test -L "$data"
check "the memory is back" remembers remembered
rm -rf "$work/elsewhere"

# Without the sqlite3 program.
fresh
mkdir -p "$work/bare"
for tool in sh bash cat tar sha256sum gzip find grep sed sort cut head tail tr date stat id mkdir mktemp mv cp rm ls chmod chown env timeout \
    setsid setpriv flock sync xargs dirname basename touch wc readlink mountpoint; do
    ln -sf "$(type -P "$tool")" "$work/bare/$tool"
done
check "without sqlite3: a backup" env PATH="$work/bare" packaging/backup/elysia-backup --root "$root" --to "$to"
check "without sqlite3: a restore" env PATH="$work/bare" packaging/backup/elysia-restore --root "$root" "$(newest)"
check "without sqlite3: the memory is back" remembers remembered

# --- clocks
fresh
for day in 1 2 3 4 5 6 7 8 9 10; do
    backup >/dev/null
    touch -d "-$day days" "$(newest)"
done
check "a backup every second has a name of its own" test "$(kept)" = 10
touch -d "-3 years" "$to"/*.tar.gz
backup >/dev/null
check "a clock years ahead: the newest 7 are kept" test "$(kept)" = 7
fresh
for day in 45 44 43 35 34 33 32 9 8 7 6 5 4 3; do
    name=$to/elysia-$(date -u -d "-$day days" +%Y%m%dT%H%M%SZ).tar.gz
    mkdir -p "$to" && touch -d "-$day days" "$name"
done
backup >/dev/null
check "more than 7 within 30 days: older ones are removed" test "$(kept)" = 8
fresh
mkdir -p "$to"
echo old >"$to/elysia-20991231T235959Z.tar.gz"
check "a clock in the past: the new name still sorts last" says "elysia-21000101T000000Z.tar.gz" backup
check "and the next one after it" says "elysia-21000101T000001Z.tar.gz" backup
finish
