package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All who take part in one run, numbered: the known devices, the polls, and the sides of decisions whose devices are
/// in the inventory no more. And who shows what, for nobody need be compared who shares nothing with a poll.
final class Claimants {
    private final List<Device> known;
    private final List<DevicePolled> polls;
    private final List<Claimant> all = new ArrayList<>();
    private final Map<DeviceId, Integer> numbers = new HashMap<>();

    /// @param known sorted by id
    /// @param polls in a stable order
    Claimants(List<Device> known, List<DevicePolled> polls) {
        this.known = known;
        this.polls = polls;
        Map<DeviceId, Set<IdentityKey>> boxes = new HashMap<>();
        for (Device device : known) {
            device.membership()
                    .ifPresent(m ->
                            boxes.computeIfAbsent(m.whole(), _ -> new HashSet<>())
                                    .addAll(device.keys()));
        }
        for (Device device : known) {
            Claimant claimant = Claimant.of(device);
            Set<IdentityKey> units = boxes.get(device.id());
            numbers.put(device.id(), all.size());
            all.add(units == null ? claimant : claimant.asStackOf(units));
        }
        polls.forEach(poll -> all.add(Claimant.of(poll)));
    }

    int size() {
        return all.size();
    }

    Claimant get(int number) {
        return all.get(number);
    }

    boolean isKnown(int number) {
        return number < known.size();
    }

    boolean isPoll(int number) {
        return number >= known.size() && number < known.size() + polls.size();
    }

    Device device(int number) {
        return known.get(number);
    }

    DevicePolled poll(int number) {
        return polls.get(number - known.size());
    }

    int firstPoll() {
        return known.size();
    }

    int polls() {
        return polls.size();
    }

    /// The number of a decision's side: its device's, or one of its own.
    int number(IdentityDecision.Side side) {
        return numbers.computeIfAbsent(side.device(), _ -> add(side));
    }

    /// Takes a side as it was when it was decided on.
    int add(IdentityDecision.Side side) {
        all.add(Claimant.of(side));
        return all.size() - 1;
    }

    /// Virtual addresses that any poll of this run shows, as such.
    Set<IpAddress> virtualAddresses() {
        Set<IpAddress> virtual = new HashSet<>();
        for (DevicePolled poll : polls) {
            poll.virtualAddresses().stream().map(VirtualAddressFact::address).forEach(virtual::add);
        }
        return virtual;
    }

    Set<MacAddress> virtualMacs() {
        Set<MacAddress> virtual = new HashSet<>();
        for (DevicePolled poll : polls) {
            poll.virtualAddresses().forEach(v -> v.mac().ifPresent(virtual::add));
        }
        return virtual;
    }

    /// Who shows each key that a poll shows; two known devices alone were compared when they were polled.
    Map<IdentityKey, List<Integer>> byKey() {
        return index(Claimant::keys);
    }

    /// Who has each interface MAC that a poll shows.
    Map<MacAddress, List<Integer>> byMac() {
        return index(Claimant::macs);
    }

    /// Who shows the same lowest burnt-in MAC: those who show the same ones all.
    ///
    /// @param constants left out: every device of a model has them
    Map<MacAddress, List<Integer>> byLowestMac(Constants constants) {
        return index(claimant ->
                claimant.burntIn().stream()
                        .filter(mac -> !constants.macs().contains(mac))
                        .min(MacAddress::compareTo)
                        .map(List::of)
                        .orElse(List.of()));
    }

    /// Who has each address at which somebody answered, where a poll is among them.
    Map<IpAddress, List<Integer>> byAddress() {
        Map<IpAddress, List<Integer>> index = new HashMap<>();
        for (Claimant claimant : all) {
            claimant.polledAt().forEach(a -> index.putIfAbsent(a, new ArrayList<>(2)));
        }
        for (int i = 0; i < all.size(); i++) {
            Set<IpAddress> had = new HashSet<>(all.get(i).addresses());
            had.addAll(all.get(i).polledAt());
            for (IpAddress address : had) {
                List<Integer> claims = index.get(address);
                if (claims != null) {
                    claims.add(i);
                }
            }
        }
        index.values().removeIf(claims -> claims.stream().noneMatch(this::isPoll));
        return index;
    }

    private interface Shown<T> {
        Collection<T> by(Claimant claimant);
    }

    private <T> Map<T, List<Integer>> index(Shown<T> shown) {
        Map<T, List<Integer>> index = new HashMap<>();
        for (int i = firstPoll(); i < firstPoll() + polls.size(); i++) {
            for (T value : shown.by(all.get(i))) {
                index.computeIfAbsent(value, _ -> new ArrayList<>(2)).add(i);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            if (!isPoll(i)) {
                for (T value : shown.by(all.get(i))) {
                    List<Integer> claims = index.get(value);
                    if (claims != null) {
                        claims.add(i);
                    }
                }
            }
        }
        index.values().forEach(claims -> claims.sort(null));
        return index;
    }
}
