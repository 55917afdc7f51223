# shellcheck shell=bash
# The configuration files of a device. Sourced; needs topology.sh. Passwords here are throw-away lab ones.

# configure DEVICE ROOT CA: writes every file under ROOT, the device's own view of the machine.
configure() {
    local device=$1 root=$2 ca=$3 number
    number=$(device_number "$device")
    printf '127.0.0.1 localhost\n10.255.0.%s %s\n10.255.0.1 mgmt\n' "$number" "$device" > "$root/etc/hosts"
    configure_snmp "$device" "$root" "$number"
    configure_ssh "$device" "$root" "$ca"
    configure_lldp "$device" > "$root/etc/lldpd.conf"
    [[ $device != h* ]] || return 0
    configure_routing "$device" "$root"
}

configure_snmp() {
    local device=$1 root=$2 number=$3 services=78 # sysServices: a router does layers 2, 3, 4 and 7, a host 4 and 7
    [[ $device != h* ]] || services=72
    mkdir -p "$root/etc/snmp" "$root/var/lib/snmp" "$root/var/agentx"
    cat > "$root/etc/snmp/snmpd.conf" << X
agentaddress udp:10.255.0.$number:161,udp6:[fd00:ff::$number]:161
sysLocation lab rack 1
sysContact noc@lab.example
sysServices $services
rocommunity public 10.255.0.0/24
rocommunity6 public fd00:ff::/64
view all included .1
rouser monitor authpriv -V all
rwuser admin authpriv
master agentx
agentXSocket /var/agentx/master
agentXPerms 0777 0755
trapsess -v 2c -c public 10.255.0.1
engineIDType 3
engineIDNic mgmt0
X
    install -m 600 /dev/stdin "$root/var/lib/snmp/snmpd.conf" << 'X'
createUser monitor SHA-256 "monitor-auth-1" AES "monitor-priv-1"
createUser admin SHA-256 "admin-auth-1" AES "admin-priv-1"
X
}

configure_ssh() {
    local device=$1 root=$2 ca=$3 ssh=$2/etc/ssh
    mkdir -p "$ssh/principals"
    rm -f "$ssh"/ssh_host_*
    ssh-keygen -q -t ed25519 -N '' -C "host-$device" -f "$ssh/ssh_host_ed25519_key"
    cp "$ca/user_ca.pub" "$ssh/user_ca.pub"
    echo net-operator > "$ssh/principals/netop"
    printf 'net-admin\nhost:%s\n' "$device" > "$ssh/principals/netadm"
    cat > "$ssh/sshd_config" << 'X'
Port 22
HostKey /etc/ssh/ssh_host_ed25519_key
UsePAM yes
PasswordAuthentication yes
KbdInteractiveAuthentication yes
PubkeyAuthentication yes
TrustedUserCAKeys /etc/ssh/user_ca.pub
AuthorizedPrincipalsFile /etc/ssh/principals/%u
PermitRootLogin no
UseDNS no
PidFile /run/sshd.pid
Subsystem sftp /usr/lib/openssh/sftp-server
X
    chroot "$root" sh -euc '
        useradd -m -s /bin/bash -G frrvty netadm
        useradd -m -s /usr/bin/vtysh -G frrvty netop
        printf "netadm:Initial-1\nnetop:Initial-1\n" | chpasswd'
}

configure_lldp() {
    printf '%s\n' "configure system hostname $1" \
        'configure lldp tx-interval 1' \
        'configure system ip management pattern 10.255.*,fd00:ff:*' \
        'configure system interface pattern eth*,!mgmt0'
}

# OSPF with fast timers: the lab converges within a second instead of eleven. Every block ends with `exit`, since
# neither a blank line nor `!` leaves `router ospf6`.
configure_routing() {
    local device=$1 frr=$2/etc/frr id fabric port
    id=10.0.0.$(loopback_number "$device")
    fabric='eth1 eth2'
    [[ $device != s* ]] || fabric='eth1 eth2 eth3'
    mkdir -p "$frr"
    {
        cat << X
hostname $device
log syslog informational
service integrated-vtysh-config
agentx
!
ip prefix-list LOOP permit 10.0.0.0/24 le 32
access-list MGMT seq 5 permit 10.255.0.0/24
!
router ospf
 ospf router-id $id
 network 10.0.0.0/16 area 0
 network 10.1.0.0/16 area 0
 network 10.10.0.0/16 area 0
 timers throttle spf 0 50 200
 timers throttle lsa all 0
 timers lsa min-arrival 0
exit
router ospf6
 ospf6 router-id $id
exit
interface lo
 ipv6 ospf6 area 0
exit
X
        for port in $fabric; do
            cat << X
interface $port
 ip ospf network point-to-point
 ip ospf hello-interval 1
 ip ospf dead-interval 4
 ipv6 ospf6 area 0
 ipv6 ospf6 network point-to-point
 ipv6 ospf6 hello-interval 1
 ipv6 ospf6 dead-interval 4
exit
X
        done
        [[ $device != l* ]] || cat << 'X'
interface br0
 ip ospf passive
 ipv6 ospf6 area 0
 ipv6 ospf6 passive
exit
X
    } > "$frr/frr.conf"
    : > "$frr/vtysh.conf"
    chown -R frr:frrvty "$frr"
    chmod 660 "$frr"/*
    chmod 2770 "$frr" # so that `write memory` works for netop
}
