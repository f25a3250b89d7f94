# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Machines: a Debian that boots in systemd-nspawn with its own network, on a tree that is created once and kept.

# Packages of a small server in addition to Debian's base system. The guide uses nginx or Caddy as proxy.
packages=systemd,systemd-sysv,dbus,sudo,curl,ca-certificates,openssl,iproute2,iptables,procps,cron,logrotate,sqlite3
packages=$packages,adduser,man-db,nginx,caddy,fail2ban,ufw,python3-systemd,bash-completion,prometheus

# base: creates the tree that every machine starts from, or reuses the one of an earlier run. Sets $base.
base() {
    local codename mirror cache key
    # shellcheck source=/dev/null
    codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
    # Uses the host's own mirror, because another one may not be reachable.
    # shellcheck disable=SC2016 # apt's own variables
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Identifier: Packages' \
        | awk -v release="$codename" '$2 == release { print $1; exit }')
    cache=${ELYSIA_SYSTEM_CACHE:-/var/cache/elysia-system-test}
    # A changed recipe needs a new tree.
    key=$({ echo "$codename $packages"; declare -f install_debian; } | sha256sum | cut -c1-12)
    base=$cache/$codename-$key
    mkdir -p "$cache"
    # Two runs at the same time must not create it twice.
    exec 8>"$cache/.lock"
    flock 8
    if [ ! -d "$base" ]; then
        echo "Making a $codename in $base (once)"
        install_debian "$base.new" "$codename" "$mirror" >"$work/debootstrap.log" 2>&1 \
            || { tail -n 5 "$work/debootstrap.log"; return 1; }
        mv "$base.new" "$base"
    fi
    flock -u 8
}

install_debian() {
    rm -rf "$1"
    debootstrap --variant=minbase --components="$(components "$2")" --include="$packages" "$2" "$1" "$3" || return 1
    # None of these services runs before a chapter of the guide starts it.
    chroot "$1" systemctl --quiet disable nginx caddy fail2ban ufw prometheus
}

components() {
    # shellcheck disable=SC2016 # apt's own variables
    apt-get indextargets --format '$(RELEASE) $(COMPONENT)' 'Identifier: Packages' \
        | awk -v release="$1" '$1 == release { print $2 }' | sort -u | paste -sd,
}

# machine NAME: a fresh machine $machine with its own network, connected to the network $abroad, from which strangers connect.
machine() {
    machine=$work/$1
    net=elysia-$1-$$
    abroad=elysia-$1-abroad-$$
    mkdir -p "$machine" "$work/upper-$1" "$work/work-$1"
    mount -t overlay overlay -o "lowerdir=$base,upperdir=$work/upper-$1,workdir=$work/work-$1" "$machine"
    mounts+=("$machine")
    wire
    echo "$1" >"$machine/etc/hostname"
    echo "127.0.0.1 localhost $1 avatar.example.org" >"$machine/etc/hosts"
    # Programs of the host resolve the name as well when they run in one of the networks (ip-netns(8)).
    install -D -m 644 "$machine/etc/hosts" "/etc/netns/$net/hosts"
    mkdir -p "/etc/netns/$abroad"
    echo "192.0.2.1 avatar.example.org" >"/etc/netns/$abroad/hosts"
    authority
}

wire() {
    ip netns add "$net"
    nets+=("$net")
    ip netns add "$abroad"
    nets+=("$abroad")
    ip -n "$net" link add outside type veth peer name wire netns "$abroad"
    ip -n "$net" link set lo up
    ip -n "$net" address add 192.0.2.1/24 dev outside
    ip -n "$net" link set outside up
    ip -n "$abroad" address add 192.0.2.2/24 dev wire
    ip -n "$abroad" link set wire up
}

# authority: a certificate authority for this run, in place of Let's Encrypt, and a certbot that uses it.
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
    # CAP_NET_ADMIN for its own network only, so that the guide's firewall is a real one.
    systemd-nspawn --quiet --boot --register=no --keep-unit --machine="elysia-test-$$" --directory="$machine" \
        --capability=CAP_NET_ADMIN --network-namespace-path="/run/netns/$net" --console=pipe </dev/null >>"$work/console.log" 2>&1 &
    nspawn=$!
    eventually 20 leads || { tail -n 20 "$work/console.log"; return 1; }
    leader=$(pgrep -P "$nspawn")
    eventually 60 is_up || return 1
    # The machine may change kernel settings of its own network; all others belong to the host and are read-only.
    inside mount --bind /proc/sys/net /proc/sys/net && inside mount -o remount,bind,rw /proc/sys/net
}

leads() { [ "$(pgrep -c -P "$nspawn")" = 1 ]; }

is_up() { [[ "$(inside systemctl is-system-running 2>/dev/null)" =~ ^(running|degraded)$ ]]; }

# inside COMMAND...: runs a command in the machine, as root.
inside() {
    nsenter --target "$leader" --mount --uts --ipc --net --pid --root --wdns=/root \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 "$@"
}

# stranger COMMAND...: runs a command of the host in the network of strangers.
stranger() { ip netns exec "$abroad" "$@"; }

# halt: shuts the machine down, like an operator.
halt() {
    inside systemctl poweroff >/dev/null 2>&1
    eventually 30 gone || kill -KILL "$nspawn" 2>/dev/null
}

gone() { ! kill -0 "$nspawn" 2>/dev/null; }

# reboot: shuts the machine down and boots it again on the same tree.
reboot() {
    inside systemctl reboot >/dev/null 2>&1
    eventually 30 gone || return 1
    boot
}

# tidy: removes everything that the test created.
tidy() {
    [ -z "${nspawn:-}" ] || gone || { kill -KILL "$leader" 2>/dev/null; eventually 10 gone; }
    # shellcheck disable=SC2046 # one process per word
    kill $(jobs -p) 2>/dev/null
    wait
    for tree in "${mounts[@]}"; do umount -l "$tree"; done
    for name in "${nets[@]}"; do ip netns delete "$name" && rm -rf "/etc/netns/$name"; done
    rm -rf "$work"
}
