package io.segwright.app.lab;

import java.io.IOException;

/// What somebody does to the lab's devices and cables.
final class Hands {
    private static final String LLDPD = "lldpd -x -X /var/agentx/master -I 'eth*'";
    private static final String SNMPD =
            "snmpd -LS0-5d -Lf /var/log/snmpd.log -p /run/snmpd.pid -I -hr_swinst";
    private static final String QUIET = " < /dev/null > /dev/null 2>&1";
    private static final String ADMIN =
            "-v3 -l authPriv -u admin -a SHA-256 -A admin-auth-1 -x AES -X admin-priv-1 ";

    private final LabNetwork lab;

    Hands(LabNetwork lab) {
        this.lab = lab;
    }

    /// A host that is off answers nobody, and its leaf's port is down. Returns when the leaf has noticed.
    void switchOff(String host, String leaf) throws IOException, InterruptedException {
        lab.on(host, "sh", "-c", "pkill -x lldpd; pkill -x snmpd; true").succeeded();
        lab.run("ip", "-n", "nl-" + host, "link", "set", "eth1", "down").succeeded();
        lab.on(
                        leaf,
                        "timeout",
                        "30",
                        "sh",
                        "-c",
                        "while lldpcli -f keyvalue show neighbors | grep -q 'chassis.name="
                                + host
                                + "$'; do sleep 0.1; done")
                .succeeded();
    }

    void switchOn(String host) throws IOException, InterruptedException {
        lab.run("ip", "-n", "nl-" + host, "link", "set", "eth1", "up").succeeded();
        lab.on(host, "sh", "-c", "{ " + SNMPD + "; " + LLDPD + "; }" + QUIET).succeeded();
    }

    void pull(String device, String port) throws IOException, InterruptedException {
        lab.run("ip", "-n", "nl-" + device, "link", "set", port, "down").succeeded();
    }

    void plug(String device, String port) throws IOException, InterruptedException {
        lab.run("ip", "-n", "nl-" + device, "link", "set", port, "up").succeeded();
    }

    /// Where the one host's cable was the other's is: their leaves' ports stay as they are. A cable ends in its card
    /// here, so the cards change places and then have each other's MACs; lldpd must be told.
    void swapCables(String host, String mac, String other, String otherMac)
            throws IOException, InterruptedException {
        lab.run("ip", "netns", "add", "nl-swap").succeeded();
        move("nl-" + host, "nl-swap");
        move("nl-" + other, "nl-" + host);
        move("nl-swap", "nl-" + other);
        lab.run("ip", "netns", "del", "nl-swap").succeeded();
        settle(host, mac);
        settle(other, otherMac);
    }

    private void move(String from, String to) throws IOException, InterruptedException {
        lab.run("ip", "-n", from, "link", "set", "eth1", "netns", to).succeeded();
    }

    private void settle(String host, String mac) throws IOException, InterruptedException {
        lab.run("ip", "-n", "nl-" + host, "link", "set", "eth1", "address", mac, "up").succeeded();
        String again = "pkill -x lldpd; while pkill -0 -x lldpd; do sleep 0.05; done; " + LLDPD;
        lab.on(host, "sh", "-c", "{ " + again + "; }" + QUIET).succeeded();
    }

    void rename(String host, String address, String name) throws IOException, InterruptedException {
        lab.at("mgmt", "snmpset " + ADMIN + address + " 1.3.6.1.2.1.1.5.0 s " + name).succeeded();
        lab.on(host, "lldpcli", "configure", "system", "hostname", name).succeeded();
    }
}
