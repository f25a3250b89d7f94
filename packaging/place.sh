#!/bin/sh
# Puts the files of a tree in place so that a running program keeps the files it has open: no file is ever changed, only exchanged.
# Every new file is written beside its target first; only when all of them are on the disk are they renamed. When anything fails, the old
# files are back in place and nothing new is left. Usage: place.sh [--keep] FROM TO
#   --keep   leave files that exist as they are, because they belong to the operator
set -eu

keep=no
if [ "${1:-}" = --keep ]; then
    keep=yes
    shift
fi
from=${1:?} to=${2:?}

names=$(mktemp) placed=$(mktemp)
phase=writing
undo() {
    while IFS= read -r name; do
        new=$(beside "$name" new) old=$(beside "$name" old)
        # The target still has its old file when the new one was not renamed yet.
        if [ $phase = writing ] || [ -e "$new" ] || [ -L "$new" ]; then
            rm -f "$new" "$old"
        elif [ -e "$old" ] || [ -L "$old" ]; then
            mv -fT "$old" "$to/$name" || echo "place.sh: rename $old to $to/$name by hand" >&2
        else
            rm -f "$to/$name"
        fi
    done <"$placed"
}
finish() {
    status=$?
    trap '' HUP INT TERM
    if [ $status -ne 0 ] && [ $phase != complete ]; then
        undo
        echo "place.sh: nothing was changed below $to" >&2
    fi
    rm -f "$names" "$placed"
    exit $status
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# beside NAME KIND: the temporary name in the folder of the target; it starts with a dot, so that no program takes it for its own file.
beside() { echo "$to/$(dirname "$1")/.$(basename "$1").elysia-$2"; }

(cd "$from" && find . \( -type f -o -type l \) | sort) >"$names"

# Folders that exist keep their owner and mode.
(cd "$from" && find . -type d | sort) | while IFS= read -r folder; do
    [ -d "$to/$folder" ] || install -d -m "$(stat -c %a "$from/$folder")" "$to/$folder"
done

while IFS= read -r name; do
    [ ! -d "$to/$name" ] || [ -L "$to/$name" ] || { echo "place.sh: $to/$name is a folder" >&2; exit 1; }
    if [ $keep = yes ] && { [ -e "$to/$name" ] || [ -L "$to/$name" ]; }; then continue; fi
    new=$(beside "$name" new) old=$(beside "$name" old)
    echo "$name" >>"$placed"
    # What an interrupted installation left behind.
    rm -f "$new" "$old"
    cp -dp --no-preserve=ownership "$from/$name" "$new"
    [ -L "$new" ] || sync "$new"
    # A second name of the old file, with which it comes back if a later rename fails.
    if [ -e "$to/$name" ] || [ -L "$to/$name" ]; then
        ln -P "$to/$name" "$old" 2>/dev/null || cp -dp "$to/$name" "$old"
    fi
done <"$names"

phase=renaming
while IFS= read -r name; do mv -fT "$(beside "$name" new)" "$to/$name"; done <"$placed"

# From here on the new version is complete.
phase=complete
while IFS= read -r name; do rm -f "$(beside "$name" old)"; done <"$placed"
sed 's,/[^/]*$,,' "$placed" | sort -u | while IFS= read -r folder; do sync "$to/$folder" || true; done
