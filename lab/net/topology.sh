# shellcheck shell=bash
# Who is in the lab, with which number and which cables. Sourced; everything else derives from it.

ROUTERS=(s1 s2 l1 l2 l3)
HOSTS=(h1 h2 h3 h4 h5 h6)
DEVICES=("${ROUTERS[@]}" "${HOSTS[@]}")
STATION=mgmt

# A device's management number: s1 11, s2 12, l1 13 ... h6 21. It ends its management addresses and its MACs.
device_number() {
    local number=11 device
    for device in "${DEVICES[@]}"; do
        [[ $device == "$1" ]] && { echo "$number"; return; }
        number=$((number + 1))
    done
    return 1
}

is_device() { device_number "$1" > /dev/null || [[ $1 == "$STATION" ]]; }

# The last octet of a router's loopback: s1 1, s2 2, l1 11, l2 12, l3 13.
loopback_number() {
    case $1 in
        s*) echo "${1#s}" ;;
        l*) echo "1${1#l}" ;;
    esac
}

# The leaf of a host: h1 and h2 on l1, h3 and h4 on l2, h5 and h6 on l3.
leaf_of() { echo $(((${1#h} + 1) / 2)); }

# One cable a line: device, port, device, port.
cables() {
    local spine leaf host device
    for spine in 1 2; do
        for leaf in 1 2 3; do
            echo "s$spine eth$leaf l$leaf eth$spine"
        done
    done
    for host in 1 2 3 4 5 6; do
        echo "l$(leaf_of "h$host") eth$((4 - host % 2)) h$host eth1"
    done
    for device in "${DEVICES[@]}"; do
        echo "$device mgmt0 $STATION o-$device"
    done
}

# A stable MAC, so that engine ids and chassis ids are the same at every start.
mac_of() {
    local device=$1 port=$2 number
    number=$(device_number "$device") || number=1
    case $port in
        mgmt0) port=0 ;;
        eth*) port=${port#eth} ;;
        o-*) port=$((64 + $(device_number "${port#o-}"))) ;;
    esac
    printf '02:5e:00:00:%02x:%02x\n' "$number" "$port"
}

# Addresses of a device's ports, one "PORT PREFIX" a line.
addresses_of() {
    local device=$1 number spine leaf host
    if [[ $device == "$STATION" ]]; then
        printf '%s\n' 'oob 10.255.0.1/24' 'oob fd00:ff::1/64'
        return
    fi
    number=$(device_number "$device")
    printf '%s\n' "mgmt0 10.255.0.$number/24" "mgmt0 fd00:ff::$number/64"
    case $device in
        s*)
            spine=${device#s}
            printf '%s\n' "lo 10.0.0.$spine/32" "lo fd00::$spine/128"
            for leaf in 1 2 3; do
                printf '%s\n' "eth$leaf 10.1.$spine$leaf.0/31" "eth$leaf fd01:$spine$leaf::/127"
            done
            ;;
        l*)
            leaf=${device#l}
            printf '%s\n' "lo 10.0.0.1$leaf/32" "lo fd00::1$leaf/128"
            for spine in 1 2; do
                printf '%s\n' "eth$spine 10.1.$spine$leaf.1/31" "eth$spine fd01:$spine$leaf::1/127"
            done
            printf '%s\n' "br0 10.10.$leaf.1/24" "br0 fd10:$leaf::1/64"
            ;;
        h*)
            host=${device#h}
            leaf=$(leaf_of "$device")
            printf '%s\n' "eth1 10.10.$leaf.1$host/24" "eth1 fd10:$leaf::1$host/64"
            ;;
    esac
}
