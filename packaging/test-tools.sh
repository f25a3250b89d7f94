#!/bin/sh
# Installs the Debian packages that the tests need, or lists those that are missing.
set -eu

missing=
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
# Korean screenshots need a Korean font.
fc-list :lang=ko 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
if [ -n "${ELYSIA_SYSTEM_TEST:-}" ] && [ "$(id -u)" -eq 0 ]; then
    command -v systemd-nspawn >/dev/null 2>&1 || missing="$missing systemd-container"
    command -v debootstrap >/dev/null 2>&1 || missing="$missing debootstrap"
    command -v ip >/dev/null 2>&1 || missing="$missing iproute2"
    # Checkers for the package and its scripts.
    for tool in lintian shellcheck fish zsh; do
        command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
    done
fi
# espeak-ng provides the voice and English phonemes; the example engine is written in Python.
command -v espeak-ng >/dev/null 2>&1 || missing="$missing espeak-ng"
command -v python3 >/dev/null 2>&1 || missing="$missing python3"
# Prometheus's own tool checks metrics and rules; logrotate itself rotates the log files.
command -v promtool >/dev/null 2>&1 || missing="$missing prometheus"
command -v logrotate >/dev/null 2>&1 || [ -x /usr/sbin/logrotate ] || missing="$missing logrotate"
[ -z "$missing" ] && exit 0

# Runs a command while packages cannot start their services: the tests need promtool, not a running Prometheus.
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
    echo "Installing what the tests need:$missing"
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
