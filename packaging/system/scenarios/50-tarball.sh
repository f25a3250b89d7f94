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
check "a second installation keeps the configuration" inside sh -c \
    "echo ELYSIA_MAX_FPS=44 >>/etc/elysia/elysia.env; /root/$tarball/install.sh; grep -q MAX_FPS=44 /etc/elysia/elysia.env"
halt
