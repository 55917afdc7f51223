package io.segwright.inventory.reconcile;

import io.segwright.inventory.observe.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A seeded estate whose truth is known: which poll is of which device, whatever the polls look like.
///
/// It has what makes identity hard: configurations cloned with their engine id, serials that are constants, masked or
/// missing, names used twice, devices polled at several addresses, and pairs that share a loopback address.
final class SyntheticEstate {
    final List<Observation> polls = new ArrayList<>();
    final Map<Observation, Integer> truth = new HashMap<>();

    private final SplittableRandom random;

    private SyntheticEstate(SplittableRandom random) {
        this.random = random;
    }

    static SyntheticEstate of(long seed, int devices) {
        SyntheticEstate estate = new SyntheticEstate(new SplittableRandom(seed));
        for (int device = 0; device < devices; device++) {
            estate.add(device);
        }
        return estate;
    }

    private void add(int device) {
        int addresses = random.nextInt(4) == 0 ? random.nextInt(2, 5) : 1;
        boolean lldp = random.nextInt(10) < 7;
        boolean entity = random.nextInt(10) < 6;
        boolean engine =
                !lldp || random.nextInt(10) < 8; // a device shows its LLDP chassis or its engine
        boolean cloned = random.nextInt(12) == 0;
        int serialKind = random.nextInt(10);
        String name = random.nextInt(5) == 0 ? "switch" : "device-" + device;
        for (int i = 0; i < addresses; i++) {
            Polls poll =
                    Polls.at(address(device, i))
                            .name(name)
                            .when(Polls.START.plusSeconds(device * 7L + i * 100L))
                            .system("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, Version 15.2", 6);
            for (int port = 1; port <= 3; port++) {
                poll.port(port, "eth" + port, mac(device, port));
                poll.address(port, address(device, port - 1) + "/24");
            }
            if (lldp) {
                poll.chassisMac(mac(device, 0));
            }
            if (engine) {
                poll.engine(
                        cloned
                                ? "800000090300aabbccddee"
                                : "8000000903" + mac(device, 0).replace(":", ""));
            }
            if (entity) {
                poll.serial("cisco", serial(device, serialKind));
            }
            if (random.nextInt(6) == 0) {
                poll.incomplete("ipNetToPhysicalTable: timeout after 3 rows");
            }
            Observation observation = poll.poll();
            polls.add(observation);
            truth.put(observation, device);
        }
    }

    private static String serial(int device, int kind) {
        return switch (kind) {
            case 0 -> "<private>"; // masked
            case 1 -> "0123456789"; // shipped like that
            case 2 -> "VMWARE-APPLIANCE"; // a constant that no list knows
            default -> "FOC%06d".formatted(device);
        };
    }

    private static String address(int device, int port) {
        return "10.%d.%d.%d".formatted(port, device / 250, device % 250 + 1);
    }

    private static String mac(int device, int port) {
        return "02:10:%02x:%02x:00:%02x".formatted(device >> 8, device & 0xff, port);
    }
}
