#!/bin/sh
# Turns the environment file's template (standard input) into its man page. Usage: env-page.sh VERSION
set -eu
cat <<EOF
.TH ELYSIA.ENV 5 "" "elysia $1" "Elysia"
.SH NAME
elysia.env \\- configuration of the Elysia avatar server
.SH DESCRIPTION
.I /etc/elysia/elysia.env
is read by
.B elysia\\-avatar.service
when it starts: one NAME=value per line. Lines that begin with # are comments. Each variable can also be set in the environment of
.BR elysia (8).
Restart the service after a change:
.B systemctl restart elysia\\-avatar
.SH VARIABLES
EOF
# A line "## Group" is a heading. A block is comment lines and then "#NAME=default"; the comments are its text.
awk '
    function roff(text) { gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text); sub(/^[.'"'"']/, "\\\\\\&&", text); return text }
    /^#ELYSIA_[A-Z_]+=/ {
        print ".TP"; print ".B " roff(substr($0, 2))
        for (i = 1; i <= lines; i++) { if (i > 1) print ".br"; print roff(text[i]) }
        lines = 0; next
    }
    /^## / { print ".SS " roff(substr($0, 4)); next }
    /^# / { text[++lines] = substr($0, 3); next }
    { lines = 0 }'
cat <<EOF
.SH SEE ALSO
.BR elysia (8)
EOF
