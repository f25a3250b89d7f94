#!/bin/sh
# Installs the tests' tools from Debian, or names the missing ones. Usage: test-tools.sh [SUITE]
# For one suite of MSTest nothing is installed: a test whose tool is missing fails and names it.
set -eu

missing=
# need COMMAND PACKAGE
need() {
    command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || missing="$missing $2"
}

browser() {
    need chromium chromium
    # Korean screenshots need Korean letters.
    fc-list :lang=ko 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
}

# Tools that boot another Debian, and that check the package and its scripts.
system() {
    need systemd-nspawn systemd-container
    need ip iproute2
    for tool in debootstrap lintian shellcheck fish zsh nginx sqlite3; do
        need "$tool" "$tool"
    done
    # The jails are tried with their own program, and the shipped site under a real nginx.
    need fail2ban-client fail2ban
}

case ${1:-} in
    "")
        need node nodejs
        browser
        if [ -n "${ELYSIA_SYSTEM_TEST:-}" ] && [ "$(id -u)" -eq 0 ]; then
            system
        fi
        # The voice and the pronunciation of English words are espeak-ng's; the example of an engine is Python.
        need espeak-ng espeak-ng
        need python3 python3
        # Metrics and alert rules are checked by promtool, the rotation of log files by logrotate.
        need promtool prometheus
        need logrotate logrotate
        ;;
    page) need node nodejs ;;
    browser) browser ;;
    system)
        need node nodejs
        system
        ;;
esac
[ -n "$missing" ] || exit 0

# Runs a command while packages may not start their services: the tests need promtool, not a running Prometheus.
without_start() {
    policy=/usr/sbin/policy-rc.d
    if [ -e "$policy" ]; then
        "$@"
        return
    fi

    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
    "$@"
}

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing the tests' tools:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # A fresh machine may have no package lists, or outdated ones.
    apt-get update -qq
    # shellcheck disable=SC2086 # one word per package
    without_start apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi

echo "The tests need these Debian packages:$missing" >&2
echo "Install them: sudo apt-get install$missing" >&2
exit 1
