# shellcheck shell=bash disable=SC2154,SC2016 # the parts of the test share their variables
# Runs the commands of the deployment guide unchanged, and checks the messages of its table of failures.

guide=docs/DEPLOYMENT.md

# blocks KIND: writes each fenced block of that kind to $work/guide/KIND-NN, its first line a comment with its chapter.
blocks() {
    mkdir -p "$work/guide"
    awk -v kind="$1" -v folder="$work/guide" '
        /^##+ / { chapter = $0; sub(/^#+ /, "", chapter) }
        $0 == "```" kind { inside = 1; file = sprintf("%s/%s-%02d", folder, kind, ++count); gsub(/ /, "_", file)
            print "# " chapter >file; next }
        /^```/ { if (inside) close(file); inside = 0; next }
        inside { print >file }' $guide
}

# follow KIND: runs every block of the guide, one check per block.
follow() {
    local block
    blocks "$1"
    for block in "$work/guide/${1// /_}"-*; do
        cp "$block" "$machine/root/block"
        check "$(sed -n '1s/^# //p' "$block"): $(sed -n 2p "$block")" inside timeout 120 bash -euo pipefail /root/block
    done
    rm -f "$machine/root/block"
}

# told NUMBER: succeeds if the message of failure NUMBER in the guide's table appears where the table says.
told() {
    local row source text told=0
    row=$(grep -E "^\| $1\. " $guide | cut -d'|' -f4)
    while IFS=: read -r source text; do
        told=$((told + 1))
        says "$text" "from_${source// /_}" >"$work/told" || { echo "the $source does not say: $text"; tail -n 15 "$work/told"; return 1; }
    done < <(grep -oE '(journal of elysia-backup|journal and doctor|journal|doctor): `[^`]*`' <<<"$row" \
        | sed -E 's/: `(.*)`$/:\1/; s/^journal and doctor:(.*)/journal:\1\ndoctor:\1/')
    [ "$told" -gt 0 ]
}

from_journal() { journal; }
from_journal_of_elysia-backup() { journal elysia-backup; }
from_doctor() { inside elysia doctor --url https://avatar.example.org/; }
