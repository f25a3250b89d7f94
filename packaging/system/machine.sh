# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Machines: a Debian that boots in systemd-nspawn, on a tree that is made once and kept, with a network of its own.

# What a small server has beside Debian's base. nginx and Caddy are what the guide puts in front.
packages=systemd,systemd-sysv,dbus,sudo,curl,ca-certificates,openssl,iproute2,iptables,procps,cron,logrotate,sqlite3
packages=$packages,libssl3,adduser,man-db,nginx,caddy,fail2ban,ufw,python3-systemd,bash-completion

# base: makes the tree that every machine begins with, or finds it where an earlier run left it. Sets $base.
base() {
    local codename mirror cache key
    # shellcheck source=/dev/null
    codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
    # The host's own mirror: another may not be reachable from here.
    # shellcheck disable=SC2016 # apt's own variables
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Identifier: Packages' \
        | awk -v release="$codename" '$2 == release { print $1; exit }')
    cache=${ELYSIA_SYSTEM_CACHE:-/var/cache/elysia-system-test}
    key=$(echo "$codename $packages" | sha256sum | cut -c1-12)
    base=$cache/$codename-$key
    mkdir -p "$cache"
    # Two runs at a time must not make it twice.
    exec 8>"$cache/.lock"
    flock 8
    if [ ! -d "$base" ]; then
        echo "Making a $codename in $base (once)"
        rm -rf "$base.new"
        debootstrap --variant=minbase --components="$(components "$codename")" --include="$packages" \
            "$codename" "$base.new" "$mirror" >"$work/debootstrap.log" 2>&1 || { tail -n 5 "$work/debootstrap.log"; return 1; }
        # Nothing of these runs before a chapter of the guide turns it on.
        chroot "$base.new" systemctl --quiet disable nginx caddy fail2ban ufw
        rm -f "$base.new/etc/nginx/sites-enabled/default"
        mv "$base.new" "$base"
    fi
    flock -u 8
}

components() {
    # shellcheck disable=SC2016 # apt's own variables
    apt-get indextargets --format '$(RELEASE) $(COMPONENT)' 'Identifier: Packages' \
        | awk -v release="$1" '$1 == release { print $2 }' | sort -u | paste -sd,
}

# machine NAME: a fresh machine $machine with a network namespace $net, not booted yet.
machine() {
    machine=$work/$1
    net=elysia-$1-$$
    mkdir -p "$machine" "$work/upper-$1" "$work/work-$1"
    mount -t overlay overlay -o "lowerdir=$base,upperdir=$work/upper-$1,workdir=$work/work-$1" "$machine"
    mounts+=("$machine")
    ip netns add "$net"
    nets+=("$net")
    ip netns exec "$net" ip link set lo up
    echo "$1" >"$machine/etc/hostname"
    echo "127.0.0.1 localhost $1 avatar.example.org" >"$machine/etc/hosts"
    # The host's programs know the name, too, when they run in the machine's network (ip-netns(8)).
    install -D -m 644 "$machine/etc/hosts" "/etc/netns/$net/hosts"
    authority
}

# authority: a certificate authority of this run, in place of Let's Encrypt, and a certbot that asks it.
authority() {
    [ -e "$work/ca.pem" ] || openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Elysia system test" \
        -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
    install -D -m 644 "$work/ca.pem" "$machine/usr/local/share/ca-certificates/elysia-test.crt"
    cat "$work/ca.pem" >>"$machine/etc/ssl/certs/ca-certificates.crt"
    install -D -m 600 "$work/ca.key" "$machine/root/ca/ca.key"
    install -D -m 644 "$work/ca.pem" "$machine/root/ca/ca.pem"
    install -m 755 packaging/system/certbot "$machine/usr/local/bin/certbot"
}

# boot: starts $machine and waits until it is up. Sets $leader, its first process.
boot() {
    systemd-nspawn --quiet --boot --register=no --keep-unit --machine="elysia-test-$$" --directory="$machine" \
        --network-namespace-path="/run/netns/$net" --console=pipe </dev/null >>"$work/console.log" 2>&1 &
    nspawn=$!
    eventually 20 leads || { tail -n 20 "$work/console.log"; return 1; }
    leader=$(pgrep -P "$nspawn")
    eventually 60 is_up
}

leads() { [ "$(pgrep -c -P "$nspawn")" = 1 ]; }

is_up() { [[ "$(inside systemctl is-system-running 2>/dev/null)" =~ ^(running|degraded)$ ]]; }

# inside COMMAND...: runs a command in the machine, as root.
inside() {
    nsenter --target "$leader" --mount --uts --ipc --net --pid --root --wdns=/root \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 "$@"
}

# beside COMMAND...: runs a command of the host in the machine's network.
beside() { ip netns exec "$net" "$@"; }

# halt: as an operator shuts it down.
halt() {
    inside systemctl poweroff >/dev/null 2>&1
    eventually 30 gone || kill -KILL "$nspawn" 2>/dev/null
}

gone() { ! kill -0 "$nspawn" 2>/dev/null; }

# reboot: down and up again, on the same tree.
reboot() {
    inside systemctl reboot >/dev/null 2>&1
    eventually 30 gone || return 1
    boot
}

# tidy: leaves nothing behind.
tidy() {
    [ -z "${nspawn:-}" ] || gone || { kill -KILL "$leader" 2>/dev/null; eventually 10 gone; }
    # shellcheck disable=SC2046 # one process a word
    kill $(jobs -p) 2>/dev/null
    wait
    for tree in "${mounts[@]}"; do umount -l "$tree"; done
    for name in "${nets[@]}"; do ip netns delete "$name" && rm -rf "/etc/netns/$name"; done
    rm -rf "$work"
}
