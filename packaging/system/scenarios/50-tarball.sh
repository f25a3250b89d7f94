# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# The tarball, on a machine that has no package
inside apt-get purge -y elysia-avatar >/dev/null 2>&1
tarball=elysia-$(packaging/version.sh)-linux-x64
check "the tarball is built" packaging/tarball.sh
tar -C "$machine/root" -xzf "out/$tarball.tar.gz"
check "it installs" inside "/root/$tarball/install.sh"
check "the service starts now and at boot" inside systemctl enable --now elysia-avatar
check "the daemon responds" health
check "the daemon runs from /usr/local" says /usr/local/lib/elysia/elysia inside readlink "/proc/$(main_pid)/exe"
check "a backup is made there, too" says /var/backups/elysia/ inside elysia-backup
inside sh -c "echo ELYSIA_MAX_FPS=44 >>/etc/elysia/elysia.env"
ran=$(main_pid)
# As a build of a later version would have them: files with other contents.
inside sh -c "printf x >>/root/$tarball/usr/local/lib/elysia/elysia; printf x >>/root/$tarball/usr/local/lib/elysia/libe_sqlite3.so"
check "a second installation succeeds while the daemon runs" inside "/root/$tarball/install.sh"
check "it keeps the configuration" inside grep -q MAX_FPS=44 /etc/elysia/elysia.env
check "the daemon was restarted, once" test "$(main_pid)" != "$ran" -a "$(restarts)" = 0
check "and runs from the new file" test "$(inside sh -c "sha256sum <\"/proc/$(main_pid)/exe\"")" = \
    "$(inside sh -c "sha256sum <\"/root/$tarball/usr/local/lib/elysia/elysia\"")"
check "the daemon responds" eventually 10 health
# One that fails half-way: a folder is where a file belongs.
installed() { inside sh -c 'find /usr/local -type f -exec sha256sum {} + | sort'; }
inside sh -c 'rm /usr/local/share/elysia/elysia.env && mkdir /usr/local/share/elysia/elysia.env'
before=$(installed)
ran=$(main_pid)
inside sh -c "printf y >>/root/$tarball/usr/local/lib/elysia/libe_sqlite3.so"
check "an installation that cannot be completed fails" refused inside "/root/$tarball/install.sh"
check "and leaves the old version whole" test "$(installed)" = "$before"
check "which still runs" test "$(main_pid)" = "$ran"
halt
