package io.segwright.inventory.reconcile;

import io.segwright.inventory.observe.Observation.DevicePolled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One box of an [IdentityEstate]: what it is in truth, and what its agent shows of that.
///
/// How often an agent shows what is taken from whole walks of real devices: of 22, 20 showed a bridge MAC, 16 an
/// engine id, 14 a serial, 9 an LLDP chassis.
final class EstateBox {
    enum Kind {
        SWITCH,
        STACK,
        ROUTER,
        FIREWALL,
        HOST
    }

    /// A unit of a stack; it has a truth of its own.
    record Unit(int truth, String serial, int mac) {}

    final int truth;
    final Kind kind;
    final List<Unit> units = new ArrayList<>();
    final List<Integer> ports = new ArrayList<>(); // the number of each port's MAC
    String name;
    String site;
    String serial;
    String engine;
    int bridge;
    final List<String> addresses = new ArrayList<>(); // the first one manages it
    final List<String> copied = new ArrayList<>(); // in its table, and it does not answer there
    String loopback = "";
    String virtualAddress = "";
    final List<String> virtualMacs = new ArrayList<>();
    boolean active = true;
    int firstIndex = 1;
    boolean showsSerial;
    boolean showsBridge;
    boolean showsEngine;
    boolean showsLldp;
    boolean showsPorts;
    boolean showsAddresses;

    EstateBox(int truth, Kind kind, SplittableRandom random) {
        this.truth = truth;
        this.kind = kind;
        this.name = random.nextInt(25) == 0 ? "switch" : "box-" + truth;
        this.site = "site-" + random.nextInt(40);
        this.serial = serial(truth, random);
        this.engine = "";
        boolean bridges = kind == Kind.SWITCH || kind == Kind.STACK;
        showsSerial = chance(random, kind == Kind.FIREWALL ? 95 : 64);
        showsBridge = chance(random, bridges ? 91 : 8);
        showsEngine = chance(random, 73);
        showsLldp = chance(random, kind == Kind.HOST ? 20 : 41);
        showsPorts = chance(random, 96);
        showsAddresses = chance(random, 92);
    }

    private static boolean chance(SplittableRandom random, int percent) {
        return random.nextInt(100) < percent;
    }

    /// Some are masked, shipped as a constant, or those of an image.
    private static String serial(int truth, SplittableRandom random) {
        return switch (random.nextInt(60)) {
            case 0 -> "<private>";
            case 1 -> "0123456789";
            case 2 -> "VMWARE-APPLIANCE";
            default -> "FOC%07d".formatted(truth);
        };
    }

    /// The same configuration in other hardware.
    EstateBox replaced(int newTruth, Macs macs, SplittableRandom random) {
        EstateBox box = new EstateBox(newTruth, kind, random);
        box.giveHardware(macs, ports.size(), units.size());
        box.name = name;
        box.site = site;
        box.addresses.addAll(addresses);
        box.loopback = loopback;
        box.engine = random.nextBoolean() ? engine : macs.engine(box.bridge);
        box.showLike(this);
        return box;
    }

    /// The same model with the same software.
    void showLike(EstateBox other) {
        showsSerial = other.showsSerial;
        showsBridge = other.showsBridge;
        showsEngine = other.showsEngine;
        showsLldp = other.showsLldp;
        showsPorts = other.showsPorts;
        showsAddresses = other.showsAddresses;
    }

    void giveHardware(Macs macs, int portCount, int unitCount) {
        bridge = macs.next();
        ports.clear();
        for (int i = 0; i < portCount; i++) {
            ports.add(macs.next());
        }
        units.clear();
        for (int i = 0; i < unitCount; i++) {
            units.add(macs.unit());
        }
        if (!units.isEmpty()) {
            bridge = units.getFirst().mac(); // the master's
        }
    }

    /// @param at the polled address
    /// @param partial an agent in trouble: some tables are missing
    DevicePolled poll(String at, Instant when, boolean partial, SplittableRandom random) {
        Polls poll =
                Polls.at(at)
                        .when(when)
                        .site(site)
                        .name(name)
                        .system("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, Version 15.2", 6);
        boolean hardware = !partial || random.nextBoolean();
        boolean tables = !partial || random.nextBoolean();
        if (!hardware || !tables) {
            poll.incomplete("ifTable, ipAddrTable, entPhysicalTable: timeout");
        }
        if (showsEngine) {
            poll.engine(engine);
        }
        if (showsBridge && hardware) {
            poll.bridge(Macs.text(bridge));
        }
        if (showsLldp && hardware) {
            poll.chassisMac(Macs.text(bridge));
        }
        if (showsSerial && hardware) {
            if (units.isEmpty()) {
                poll.serial("cisco", serial);
            }
            for (Unit unit : units) {
                poll.serial("cisco", unit.serial());
            }
        }
        for (int i = 0; i < units.size() && hardware; i++) {
            Unit unit = units.get(i);
            poll.member(
                    i + 1,
                    "C9300",
                    showsSerial ? unit.serial() : "",
                    showsBridge ? Macs.text(unit.mac()) : "");
        }
        addTables(poll, tables);
        return poll.poll();
    }

    private void addTables(Polls poll, boolean tables) {
        if (showsPorts && tables) {
            for (int i = 0; i < ports.size(); i++) {
                poll.port(firstIndex + i, "eth" + i, Macs.text(ports.get(i)));
            }
            if (kind == Kind.ROUTER) {
                poll.port(firstIndex + 900, "internal0", "02:00:00:00:00:04");
                poll.port(firstIndex + 901, "internal1", "00:1b:21:ff:ff:01"); // of the model
            }
            for (int i = 0; i < virtualMacs.size(); i++) {
                poll.port(firstIndex + 950 + i, "data" + i, virtualMacs.get(i));
            }
        }
        if (showsAddresses && tables) {
            for (int i = 0; i < addresses.size(); i++) {
                poll.address(firstIndex + i, addresses.get(i) + "/24");
            }
            copied.forEach(address -> poll.address(firstIndex, address + "/24"));
        }
        if (!loopback.isEmpty()) {
            poll.loopback(loopback);
            poll.address(firstIndex, loopback + "/32");
        }
        if (!virtualAddress.isEmpty() && active) {
            poll.address(firstIndex, virtualAddress + "/24");
            if (kind == Kind.ROUTER) { // firewalls do not tell
                poll.virtual(virtualAddress, "00:00:5e:00:01:01");
            }
        }
    }
}
