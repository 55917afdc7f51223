package io.segwright.inventory.endpoint;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// In which routing domain a packet was that an exporter saw on an interface at a moment, from the inventory's history.
///
/// The interface's own addresses say in which domain it is. Where the interface is not known, or has no address, the
/// exporter's other interfaces speak: the more of them are in a domain, the likelier it is. Nothing is said of an
/// exporter that the inventory does not have. Immutable; a question costs three hash look-ups and a binary search.
public final class VrfResolver {
    /// Nothing is known of any device.
    public static final VrfResolver EMPTY = new VrfResolver(Map.of());

    /// What speaks for a domain from other interfaces alone: most devices have one domain for what they forward, but the
    /// management one is where the addresses are.
    private static final int OTHER_INTERFACES_PERCENT = 80;

    private static final int INTERFACE_UNKNOWN = 0; // in flows and in facts alike

    /// @param interfaces ifIndex to how many addresses it has in each domain
    private record State(Instant from, String device, Map<Integer, Map<Vrf, Integer>> interfaces) {}

    private final Map<IpAddress, List<State>> byExporter; // each list in order of time

    private VrfResolver(Map<IpAddress, List<State>> byExporter) {
        this.byExporter = byExporter;
    }

    /// As the devices are, for every moment.
    public static VrfResolver of(Collection<Device> devices) {
        return new Builder().from(Instant.MIN, devices).build();
    }

    /// Takes the inventory as it was from one moment after another.
    public static final class Builder {
        private final Map<IpAddress, List<State>> byExporter = new HashMap<>();

        /// @param from when the devices became so; not before the moments given before
        /// @param devices the whole inventory: who is not among them is not known from then on
        public Builder from(Instant from, Collection<Device> devices) {
            Map<IpAddress, State> now = new HashMap<>();
            for (Device device : devices) {
                State state = new State(from, device.name(), interfaces(device));
                device.addresses().forEach(address -> now.putIfAbsent(address, state));
            }
            State gone = new State(from, "", Map.of());
            byExporter.keySet().forEach(address -> now.putIfAbsent(address, gone));
            now.forEach((address, state) -> add(address, state));
            return this;
        }

        private void add(IpAddress address, State state) {
            List<State> states = byExporter.computeIfAbsent(address, _ -> new ArrayList<>(1));
            if (!states.isEmpty() && states.getLast().from.isAfter(state.from)) {
                throw new IllegalArgumentException(
                        "the inventory of "
                                + state.from
                                + " after that of "
                                + states.getLast().from
                                + ": want them in order of time");
            }
            boolean same =
                    !states.isEmpty()
                            && states.getLast().device.equals(state.device)
                            && states.getLast().interfaces.equals(state.interfaces);
            if (!same) {
                states.add(state);
            }
        }

        private static Map<Integer, Map<Vrf, Integer>> interfaces(Device device) {
            Map<Integer, Map<Vrf, Integer>> interfaces = new HashMap<>();
            for (DeviceInterface on : device.interfaces()) {
                for (AddressFact fact : on.addresses()) {
                    interfaces
                            .computeIfAbsent(on.index(), _ -> new TreeMap<>())
                            .merge(fact.vrf(), 1, Integer::sum);
                }
            }
            return interfaces;
        }

        public VrfResolver build() {
            Map<IpAddress, List<State>> copy = new HashMap<>();
            byExporter.forEach((address, states) -> copy.put(address, List.copyOf(states)));
            return new VrfResolver(copy);
        }
    }

    /// @param exporter any address of the device that saw the packet
    /// @param ifIndex where it saw it; 0 where it does not say
    /// @return the likeliest first; one alone with 100 % is certain; none where nothing is known of the exporter
    public List<VrfCandidate> resolve(IpAddress exporter, int ifIndex, Instant at) {
        List<State> states = byExporter.getOrDefault(exporter, List.of());
        int last = lastAtOrBefore(states, at);
        if (last < 0) {
            return List.of();
        }
        State state = states.get(last);
        Map<Vrf, Integer> own = state.interfaces.get(ifIndex);
        if (own != null && ifIndex != INTERFACE_UNKNOWN) {
            String because = "interface " + ifIndex + " of " + name(state, exporter) + " is in it";
            return shared(own, VrfCandidate.CERTAIN, because);
        }
        Map<Vrf, Integer> all = new TreeMap<>();
        state.interfaces
                .values()
                .forEach(each -> each.keySet().forEach(v -> all.merge(v, 1, Integer::sum)));
        return shared(
                all,
                OTHER_INTERFACES_PERCENT,
                "other interfaces of " + name(state, exporter) + " are in it");
    }

    private static String name(State state, IpAddress exporter) {
        return state.device.isEmpty() ? exporter.toString() : state.device;
    }

    private static int lastAtOrBefore(List<State> states, Instant at) {
        int low = 0;
        int high = states.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (states.get(middle).from.isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    /// Splits a confidence by weight, rounded down but never to nothing.
    static List<VrfCandidate> shared(Map<Vrf, Integer> weights, int percent, String because) {
        int total = weights.values().stream().mapToInt(Integer::intValue).sum();
        return weights.entrySet().stream()
                .map(e ->
                        new VrfCandidate(
                                e.getKey(), Math.max(1, percent * e.getValue() / total), because))
                .sorted(
                        Comparator.comparingInt((VrfCandidate c) -> -c.confidencePercent())
                                .thenComparing(VrfCandidate::vrf))
                .toList();
    }
}
