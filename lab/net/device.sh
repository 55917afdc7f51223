# shellcheck shell=bash
# One device: a set of namespaces with its own view of the machine's files. Sourced; needs topology.sh and $STATE.

# boot DEVICE: leaves its first process in $STATE/DEVICE/pid. Killing that process's parent kills all of the device.
boot() {
    local device=$1 home=$STATE/$1 parent child tries
    mkdir -p "$home/upper" "$home/work" "$home/root"
    mount -t overlay "segwright-$device" "$home/root" \
        -o "lowerdir=/,upperdir=$home/upper,workdir=$home/work"
    ip netns add "nl-$device"
    setsid ip netns exec "nl-$device" \
        unshare --mount --uts --ipc --pid --fork --kill-child=KILL \
        bash "$HERE/first-process" "$home" "$device" > "$home/log" 2>&1 < /dev/null &
    parent=$!
    for ((tries = 0; tries < 500; tries++)); do
        [[ ! -s $home/ready ]] || break
        [[ -d /proc/$parent ]] || break
        sleep 0.02
    done
    [[ -s $home/ready ]] || {
        echo "lab.sh: $device did not start: $(tail -n 1 "$home/log")" >&2
        return 1
    }
    child=$(cat "/proc/$parent/task/$parent/children")
    echo "${child%% *}" > "$home/pid"
}

# inside DEVICE COMMAND...: replaces this shell by the command, on the device.
inside() {
    local pid
    pid=$(cat "$STATE/$1/pid")
    shift
    exec nsenter -t "$pid" -n -m -u -i -p -r -w -- "$@"
}

# plug DEVICE: its addresses, bridge and routes.
plug() {
    local device=$1 port prefix leaf
    {
        echo 'link set lo up'
        case $device in
            "$STATION")
                echo 'link add oob type bridge'
                for port in "${DEVICES[@]}"; do echo "link set o-$port master oob up"; done
                echo 'link set oob up'
                ;;
            l*)
                echo 'link add br0 type bridge'
                printf '%s\n' 'link set eth3 master br0 up' 'link set eth4 master br0 up' 'link set br0 up'
                ;;
        esac
        addresses_of "$device" | while read -r port prefix; do
            case $prefix in
                *:*) echo "addr add $prefix dev $port nodad" ;;
                *) echo "addr add $prefix dev $port" ;;
            esac
            echo "link set $port up"
        done
        if [[ $device == h* ]]; then
            leaf=$(leaf_of "$device")
            printf '%s\n' "route add default via 10.10.$leaf.1" "route add default via fd10:$leaf::1"
        fi
    } | ip -n "nl-$device" -b -
    [[ $device == [sl]? ]] || return 0
    (inside "$device" sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 \
        net.ipv4.fib_multipath_hash_policy=1)
}

# start DEVICE: its daemons. snmpd runs twice: only the second time are the users such that keys can be changed live.
start() {
    local device=$1
    # shellcheck disable=SC2016 # expands on the device
    (inside "$device" sh -euc '
        snmp() { /usr/sbin/snmpd -LS0-5d -Lf /var/log/snmpd.log -p /run/snmpd.pid "$@"; }
        wait_for() { n=0; until "$@"; do n=$((n + 1)); [ "$n" -le 200 ] || exit 1; sleep 0.05; done; }
        snmp -I -hr_swinst
        wait_for test -s /run/snmpd.pid
        pid=$(cat /run/snmpd.pid)
        kill -TERM "$pid"
        wait_for test ! -d "/proc/$pid"
        snmp
        /usr/sbin/sshd
        lldpd -x -X /var/agentx/master -I "eth*"
        [ -s /etc/frr/frr.conf ] || exit 0
        grep -q "^router ospf" /etc/frr/frr.conf || exit 0
        cd /usr/lib/frr
        ./zebra -d -M snmp -A 127.0.0.1
        ./staticd -d -A 127.0.0.1
        ./ospfd -d -M snmp -A 127.0.0.1
        ./ospf6d -d -M snmp -A ::1
        ./bgpd -d -M snmp -A 127.0.0.1
        vtysh -b') >> "$STATE/$device/log" 2>&1 < /dev/null
}

# settled DEVICE: whether it sees every neighbour and, on a leaf, the other leaves' hosts over both spines.
settled() {
    local device=$1 wanted=1 leaf
    case $device in
        s*) wanted=3 ;;
        l*) wanted=4 ;;
    esac
    [[ $( (inside "$device" lldpcli -f keyvalue show neighbors) 2> /dev/null \
        | grep -c 'chassis\.mac=') -ge $wanted ]] || return 1
    [[ $device == l* ]] || return 0
    for leaf in 1 2 3; do
        [[ $device == "l$leaf" ]] || {
            both_ways "$device" -4 "10.10.$leaf.0/24" && both_ways "$device" -6 "fd10:$leaf::/64"
        } || return 1
    done
}

# both_ways LEAF FAMILY PREFIX: whether the leaf has learned the prefix over both spines.
both_ways() { [[ $(ip -n "nl-$1" "$2" route show "$3" | grep -o 'via' | wc -l) -eq 2 ]]; }
