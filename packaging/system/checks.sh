# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Counting and waiting: every check has a name, says what it saw when it fails, and waits for a fact, never for a while.

passed=0
failed=0
skipped=0

# check NAME COMMAND...: passes when the command does.
check() {
    local name=$1
    shift
    # Not in a subshell: what the command sets is kept.
    if "$@" >"$work/seen" 2>&1; then
        passed=$((passed + 1))
        echo "ok    $name$(sed -n 's/^figure: / - /p' "$work/seen")"
    else
        failed=$((failed + 1))
        echo "FAIL  $name: $*"
        tail -n 20 "$work/seen" | sed 's/^/      | /'
    fi
}

# eventually SECONDS COMMAND...: passes as soon as the command does.
eventually() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}

# refused COMMAND...: passes when the command fails.
refused() { ! "$@"; }

# says TEXT COMMAND...: passes when the command prints the text, whatever it exits with.
says() {
    local text=$1 output
    shift
    output=$("$@" 2>&1)
    printf '%s\n' "$output"
    grep -qF -- "$text" <<<"$output"
}

# figure NAME VALUE MOST: prints a figure and passes when it is at most so much. Fractions are welcome.
figure() {
    echo "figure: $1 $2 (at most $3)"
    awk -v value="$2" -v most="$3" 'BEGIN { exit !(value != "" && value + 0 <= most + 0) }'
}

skip() {
    skipped=$((skipped + 1))
    echo "skip  $1"
}
