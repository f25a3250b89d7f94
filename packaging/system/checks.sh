# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Checks: each has a name, prints its output when it fails, and waits for a condition, never for a fixed time.

passed=0
failed=0
skipped=0

# check NAME COMMAND...: passes if the command succeeds.
check() {
    local name=$1
    shift
    # Not in a subshell, so that variables set by the command are kept.
    if "$@" >"$work/seen" 2>&1; then
        passed=$((passed + 1))
        echo "ok    $name$(sed -n 's/^figure: / - /p' "$work/seen")"
    else
        failed=$((failed + 1))
        echo "FAIL  $name: $*"
        tail -n 20 "$work/seen" | sed 's/^/      | /'
    fi
}

# eventually SECONDS COMMAND...: passes as soon as the command succeeds.
eventually() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}

# refused COMMAND...: passes if the command fails.
refused() { ! "$@"; }

# says TEXT COMMAND...: passes if the command prints the text, regardless of its exit code.
says() {
    local text=$1 output
    shift
    output=$("$@" 2>&1)
    printf '%s\n' "$output"
    grep -qF -- "$text" <<<"$output"
}

# figure NAME VALUE MAX: prints a figure and passes when it is at most MAX. Fractions are allowed.
figure() {
    echo "figure: $1 $2 (at most $3)"
    awk -v value="$2" -v most="$3" 'BEGIN { exit !(value != "" && value + 0 <= most + 0) }'
}

skip() {
    skipped=$((skipped + 1))
    echo "skip  $1"
}
