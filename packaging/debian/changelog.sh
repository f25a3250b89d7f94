#!/bin/sh
# Converts the newest release in CHANGELOG.md (standard input), including unreleased changes, to Debian's format.
# Usage: changelog.sh VERSION DATE; the date is that of the commit.
set -eu
printf 'elysia-avatar (%s) unstable; urgency=medium\n\n' "$1"
awk '
    /^## / { if ($2 != "Unreleased" && released++) exit; next }
    /^- / { sub(/^- /, "  * "); print; next }
    /^  [^ ]/ { print "  " $0 }' | fold -s -w 78 | sed -e 's/ *$//' -e 's/^\([^ ]\)/    \1/'
printf '\n -- Elysia <founders@elysia.invalid>  %s\n' "$2"
