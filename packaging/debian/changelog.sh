#!/bin/sh
# Turns CHANGELOG.md (standard input) into Debian's form. Usage: changelog.sh VERSION DATE; the date is that of the commit.
set -eu
awk -v version="$1" -v date="$2" '
    function close_entry() { if (open) print "\n -- Elysia <founders@elysia.invalid>  " date "\n" }
    /^## / {
        close_entry()
        # What is not released yet is part of this build.
        name = $2 == "Unreleased" ? version "~unreleased" : $2
        print "elysia-avatar (" name ") unstable; urgency=medium"; print ""
        open = 1; next
    }
    /^- / { sub(/^- /, "  * "); print; next }
    open && /^  [^ ]/ { print "  " $0; next }
    END { close_entry() }' | fold -s -w 78 | sed -e 's/ *$//' -e 's/^\([^ e]\)/    \1/'
