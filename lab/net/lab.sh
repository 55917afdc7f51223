#!/bin/bash
# The network lab: 2 spines, 3 leaves, 6 hosts and a management station in network namespaces. Root only.
#   lab.sh up                      build it and wait until LLDP and OSPF have settled
#   lab.sh x DEVICE COMMAND...     run a command on a device, with its exit code
#   lab.sh down                    take it away; fine when there is none
# State lives in $SEGWRIGHT_LAB_STATE (default /run/segwright-lab), never in this directory.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

HERE=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
STATE=${SEGWRIGHT_LAB_STATE:-/run/segwright-lab}
readonly HERE STATE
# shellcheck source=topology.sh
source "$HERE/topology.sh"
# shellcheck source=configure.sh
source "$HERE/configure.sh"
# shellcheck source=device.sh
source "$HERE/device.sh"

complain() {
    local code=$1
    shift
    echo "lab.sh: $*" >&2
    exit "$code"
}

# each FUNCTION DEVICE...: the function for all devices at once; fails when one did.
each() {
    local function=$1 job failed=0
    local -a jobs=()
    shift
    for device in "$@"; do
        "$function" "$device" &
        jobs+=($!)
    done
    for job in "${jobs[@]}"; do
        wait "$job" || failed=1
    done
    return "$failed"
}

up() {
    ! mountpoint -q "$STATE" || complain 1 "the lab is already up; take it down first: $0 down"
    local others
    others=$(ip netns list | awk '/^nl-/ { printf "%s ", $1 }')
    [[ -z $others ]] || complain 1 "another lab is up (namespaces ${others% }); take that one down first"
    "$HERE/install"
    # The directory is the lock: of two starts at once, one makes it.
    mkdir "$STATE" || complain 1 "cannot make $STATE; after a start that was killed: $0 down"
    mount -t tmpfs -o size=2g,mode=755 segwright-lab "$STATE"
    trap give_up EXIT
    mkdir "$STATE/ca"
    ssh-keygen -q -t ed25519 -N '' -C lab-user-ca -f "$STATE/ca/user_ca"
    install -m 600 "$HERE"/snmp-v2c.json "$HERE"/snmp-v3.json "$STATE"

    each boot "$STATION" "${DEVICES[@]}"
    cables | while read -r device port peer peer_port; do
        echo "link add $port address $(mac_of "$device" "$port") netns nl-$device" \
            "type veth peer name $peer_port address $(mac_of "$peer" "$peer_port") netns nl-$peer"
    done | ip -b -
    each plug "$STATION" "${DEVICES[@]}"
    each configure_device "${DEVICES[@]}"
    each start "${DEVICES[@]}"
    each settle "${DEVICES[@]}"
    trap - EXIT
}

give_up() {
    local device
    for device in "$STATION" "${DEVICES[@]}"; do
        [[ ! -s $STATE/$device/log ]] || tail -n 2 "$STATE/$device/log" | sed "s/^/lab.sh: $device: /" >&2
    done
    echo 'lab.sh: up failed; cleaning up' >&2
    down
}

configure_device() { configure "$1" "$STATE/$1/root" "$STATE/ca"; }

# At most 30 seconds: it takes two on an idle machine.
settle() {
    local tries
    for ((tries = 0; tries < 150; tries++)); do
        ! settled "$1" || return 0
        sleep 0.2
    done
    echo "lab.sh: $1 does not see all its neighbours after 30 s" >&2
    return 1
}

# Kills what lives in the lab's namespaces, then forgets them. Also clears up after a start that broke half-way.
down() {
    mountpoint -q "$STATE" || {
        rmdir "$STATE" 2> /dev/null || true
        return 0
    }
    local device pids tries
    for device in "$STATION" "${DEVICES[@]}"; do
        for ((tries = 0; tries < 100; tries++)); do
            pids=$(ip netns pids "nl-$device" 2> /dev/null || true)
            [[ -n $pids ]] || break
            # shellcheck disable=SC2086 # a list of numbers
            kill -KILL $pids 2> /dev/null || true
            sleep 0.02
        done
        ip netns del "nl-$device" 2> /dev/null || true
    done
    for device in "$STATION" "${DEVICES[@]}"; do
        unmount "$STATE/$device/root"
    done
    unmount "$STATE"
    rmdir "$STATE" 2> /dev/null || true
}

unmount() {
    ! mountpoint -q "$1" || umount "$1" 2> /dev/null || umount -l "$1"
}

usage='usage: lab.sh up | down | x DEVICE COMMAND...'
[[ $# -ge 1 ]] || complain 64 "$usage"
[[ $(id -u) -eq 0 ]] || complain 77 "needs root: network namespaces and mounts; try sudo $0 $*"
case $1 in
    up) up ;;
    down) down ;;
    x)
        [[ $# -ge 3 ]] || complain 64 "$usage"
        is_device "$2" || complain 64 "no device $2; want one of: $STATION ${DEVICES[*]}"
        [[ -s $STATE/$2/pid ]] || complain 69 "the lab is not up; start it: $0 up"
        inside "${@:2}"
        ;;
    *) complain 64 "$usage" ;;
esac
