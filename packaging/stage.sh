#!/bin/sh
# Installs all files below DESTDIR, or on this machine if it is empty. make install, the tarball and the Debian package use this tree.
# Needs out/publish (packaging/publish.sh). Usage: PREFIX=/usr/local SYSCONFDIR=/etc DESTDIR= packaging/stage.sh
set -eu
cd "$(dirname "$0")/.."
prefix=${PREFIX:-/usr/local}
etc=${SYSCONFDIR:-/etc}
DESTDIR=${DESTDIR:-}

# On this machine a daemon may be running from the files that are replaced, so a whole tree is laid out first and then put in place.
if [ -z "${DESTDIR%/}" ]; then
    tree=$(mktemp -d)
    trap 'rm -rf "$tree"' EXIT
    umask 022
    PREFIX=$prefix SYSCONFDIR=$etc DESTDIR=$tree packaging/stage.sh
    packaging/place.sh --keep "$tree$etc/elysia" "$etc/elysia"
    rm -rf "${tree:?}$etc/elysia"
    packaging/place.sh "$tree" /
    exit
fi

root=${DESTDIR:-}$prefix
share=$root/share
version=$(packaging/version.sh)

# The unit, the backup scripts and the man page contain the paths of the package; another prefix replaces them.
put() { # MODE SOURCE TARGET
    mkdir -p "$(dirname "$3")"
    sed -e "s:@VERSION@:$version:g" -e "s:/usr/lib/elysia/:$prefix/lib/elysia/:g" -e "s:/usr/share/elysia/:$prefix/share/elysia/:g" \
        -e "s:/usr/sbin/elysia-:$prefix/sbin/elysia-:g" "$2" >"$3"
    chmod "$1" "$3"
}

install -D -m 755 out/publish/elysia "$root/lib/elysia/elysia"
# SQLite is a separate file: if it were part of the binary, every start would unpack it to a folder that the daemon cannot write to.
install -m 644 out/publish/libe_sqlite3.so "$root/lib/elysia/libe_sqlite3.so"
put 755 packaging/restart-pause "$root/lib/elysia/restart-pause"
mkdir -p "$root/bin"
ln -sf ../lib/elysia/elysia "$root/bin/elysia"

put 644 elysia.service "$root/lib/systemd/system/elysia-avatar.service"
put 644 packaging/sysusers.d/elysia.conf "$root/lib/sysusers.d/elysia-avatar.conf"
put 644 packaging/tmpfiles.d/elysia.conf "$root/lib/tmpfiles.d/elysia-avatar.conf"

put 755 packaging/backup/elysia-backup "$root/sbin/elysia-backup"
put 755 packaging/backup/elysia-restore "$root/sbin/elysia-restore"
put 644 packaging/backup/elysia-backup.service "$root/lib/systemd/system/elysia-backup.service"
put 644 packaging/backup/elysia-backup.timer "$root/lib/systemd/system/elysia-backup.timer"
put 644 packaging/backup/cron "$share/elysia/cron/elysia-backup"

put 644 packaging/nginx/elysia.conf "$share/elysia/nginx/elysia.conf"
put 644 packaging/nginx/tuning.conf "$share/elysia/nginx/tuning.conf"
put 644 packaging/caddy/Caddyfile "$share/elysia/caddy/Caddyfile"
put 644 packaging/sysctl.d/60-elysia.conf "$share/elysia/sysctl.d/60-elysia.conf"
for file in filter.d/elysia.conf filter.d/elysia-proxy.conf action.d/elysia-iptables.conf jail.d/elysia.conf; do
    put 644 packaging/fail2ban/$file "$share/elysia/fail2ban/$file"
done
for file in elysia-scrape.yml elysia-alerts.yml; do
    put 644 packaging/prometheus/$file "$share/elysia/prometheus/$file"
done
put 644 packaging/grafana/elysia.json "$share/elysia/grafana/elysia.json"
put 644 packaging/ufw/elysia "${DESTDIR:-}$etc/ufw/applications.d/elysia"
put 644 packaging/logrotate/elysia-avatar "${DESTDIR:-}$etc/logrotate.d/elysia-avatar"

template=$share/elysia/elysia.env
mkdir -p "$share/elysia" "${DESTDIR:-}$etc/elysia"
env -i PATH="$PATH" out/publish/elysia config --template >"$template"
# An existing file is kept, because it belongs to the operator. It may contain a secret.
[ -e "${DESTDIR:-}$etc/elysia/elysia.env" ] || install -m 640 "$template" "${DESTDIR:-}$etc/elysia/elysia.env"

put 644 packaging/completion/elysia.bash "$share/bash-completion/completions/elysia"
put 644 packaging/completion/_elysia "$share/zsh/vendor-completions/_elysia"
put 644 packaging/completion/elysia.fish "$share/fish/vendor_completions.d/elysia.fish"
put 644 packaging/man/elysia.8 "$share/man/man8/elysia.8"
mkdir -p "$share/man/man5"
packaging/man/env-page.sh "$version" <"$template" >"$share/man/man5/elysia.env.5"
put 644 packaging/man/elysia-backup.8 "$share/man/man8/elysia-backup.8"
gzip -9nf "$share/man/man8/elysia.8" "$share/man/man8/elysia-backup.8" "$share/man/man5/elysia.env.5"
ln -sf elysia-backup.8.gz "$share/man/man8/elysia-restore.8.gz"

put 644 README.md "$share/doc/elysia-avatar/README.md"
put 644 packaging/debian/copyright "$share/doc/elysia-avatar/copyright"
