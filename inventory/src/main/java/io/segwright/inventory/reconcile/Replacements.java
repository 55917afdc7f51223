package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds devices whose place another one took: a chassis that was replaced and got the configuration of the old one.
///
/// The evidence is that the new one has the old one's name and addresses, that the old one answers nowhere any more,
/// that their hardware differs, and that the old one was not seen for [#GONE_AFTER]: of a pair that shares an address,
/// the one that lost it comes back sooner. Should the old one be seen again, it gets its old id again.
///
/// A device of which nothing is known but an address ends with it: nothing could be found to be that device again.
final class Replacements {
    static final Duration GONE_AFTER = Duration.ofDays(1); // repairs take longer, failovers do not

    private Replacements() {}

    /// @param old the device that ends
    /// @param evidence what took its place
    record Ended(Device old, List<String> evidence, Provenance provenance) {}

    /// @param devices after this run's polls, moved addresses released
    /// @param before the same before this run
    /// @param polled which device each poll was of
    /// @param last the provenance of this run's last observation
    static List<Ended> find(
            Collection<Device> devices,
            Map<DeviceId, Device> before,
            Map<DeviceId, List<DevicePolled>> polled,
            Provenance last) {
        Map<String, List<Device>> silent = new HashMap<>();
        List<Ended> ended = new ArrayList<>();
        for (Device device : devices) {
            if (!device.managementAddresses().isEmpty()
                    || device.membership().isPresent()
                    || polled.containsKey(device.id())) {
                continue;
            }
            Device known = before.getOrDefault(device.id(), device);
            if (isFaceless(device) && !known.managementAddresses().isEmpty()) {
                ended.add(new Ended(device, List.of(nothingBut(known)), last));
            } else if (!device.name().isEmpty()) {
                silent.computeIfAbsent(device.name(), _ -> new ArrayList<>(1)).add(device);
            }
        }
        for (Device now : devices) {
            List<DevicePolled> polls = polled.getOrDefault(now.id(), List.of());
            if (polls.isEmpty()) {
                continue;
            }
            Provenance provenance = polls.getLast().provenance();
            for (Device old : silent.getOrDefault(now.name(), List.of())) {
                List<String> evidence = evidence(old, now, provenance.at());
                if (!evidence.isEmpty() && ended.stream().noneMatch(e -> e.old().equals(old))) {
                    ended.add(new Ended(old, evidence, provenance));
                }
            }
        }
        return ended;
    }

    private static String nothingBut(Device known) {
        return "nothing is known of it but "
                + known.managementAddresses()
                + ", where another device answers now";
    }

    private static boolean isFaceless(Device device) {
        Claimant shown = Claimant.of(device);
        return shown.keys().isEmpty()
                && shown.macs().isEmpty()
                && shown.serials().isEmpty()
                && !device.witnesses().contains(Witness.IMPORT); // a list still has it
    }

    /// Empty where it does not suffice.
    private static List<String> evidence(Device old, Device now, Instant at) {
        TreeSet<IpAddress> shared = new TreeSet<>(addresses(old));
        shared.retainAll(now.addresses());
        String differs =
                Contradictions.between(Claimant.of(old), Claimant.of(now), Commonness.NONE);
        boolean everywhere = shared.containsAll(addresses(old)) && !shared.isEmpty();
        if (!everywhere
                || differs.isEmpty()
                || Duration.between(old.lastSeen(), at).compareTo(GONE_AFTER) < 0) {
            return Collections.emptyList();
        }
        return List.of(
                "replaced by "
                        + now.id()
                        + ", which answers as '"
                        + now.name()
                        + "' at "
                        + shared.first()
                        + (shared.size() > 1 ? " and " + (shared.size() - 1) + " more" : ""),
                "not the same: " + differs,
                "last seen " + old.lastSeen());
    }

    private static Set<IpAddress> addresses(Device device) {
        return device.interfaces().stream()
                .flatMap(i -> i.addresses().stream())
                .map(AddressFact::address)
                .filter(Claimant::isOwn)
                .collect(Collectors.toSet());
    }
}
