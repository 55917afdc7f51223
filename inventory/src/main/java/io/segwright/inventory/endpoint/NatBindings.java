package io.segwright.inventory.endpoint;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Who had a port of a public address at a moment.
///
/// For each public address a table of 1,024 places, one for every 64 ports, each with the bindings that touch them in
/// order of their beginning; bindings of more than [#PLACES_A_BINDING] places are kept by themselves. A place is
/// replaced as a whole, so that readers never wait and make no objects; changes come one at a time.
///
/// Bindings may overlap, since translators forget to say that one ended and blocks are cut out of one another. The one
/// with the fewest ports answers, of two with as many the one that began later. A binding of the very same ports ends
/// the one before it: the translator cannot have given them twice.
///
/// Bounded: without room a binding is refused and says so; [#forget] makes room.
public final class NatBindings {
    /// A million: some 200 MB. A busy translator with blocks makes as many in a week, with single ports in an hour.
    public static final int BINDINGS_MAX = 1_000_000;

    private static final int PORTS_A_PLACE = 64;
    private static final int PLACES = 65_536 / PORTS_A_PLACE;
    private static final int PLACES_A_BINDING = 64; // 4,096 ports; larger ones are few an address
    private static final int BINDINGS_A_PLACE = 1_024; // all of them are looked at

    /// What became of a binding.
    public enum Outcome {
        TAKEN,
        /// There is no room for it: [NatBindings#forget] what ended long ago.
        FULL
    }

    private static final class PublicAddress {
        private final AtomicReferenceArray<@Nullable List<NatBinding>> places =
                new AtomicReferenceArray<>(PLACES + 1); // null: none; the last is for large ones
    }

    private final Map<Vrf, Map<IpAddress, PublicAddress>> byVrf = new ConcurrentHashMap<>();
    private final int bindingsMax;
    private int size; // under the lock

    public NatBindings() {
        this(BINDINGS_MAX);
    }

    /// @param bindingsMax at least 1
    public NatBindings(int bindingsMax) {
        if (bindingsMax < 1) {
            throw new IllegalArgumentException(bindingsMax + " bindings: want 1 or more");
        }
        this.bindingsMax = bindingsMax;
    }

    /// Takes a binding; one of the same ports and protocol that was in force at its beginning ends there.
    public synchronized Outcome put(NatBinding binding) {
        PublicAddress known = address(binding.publicVrf(), binding.publicAddress());
        PublicAddress address = known != null ? known : new PublicAddress();
        if (bindings(address, first(binding)).contains(binding)) {
            return Outcome.TAKEN; // told twice
        }
        for (int place = first(binding); place <= last(binding); place++) {
            if (size >= bindingsMax || bindings(address, place).size() >= BINDINGS_A_PLACE) {
                return Outcome.FULL;
            }
        }
        for (int place = first(binding); place <= last(binding); place++) {
            address.places.setRelease(place, with(bindings(address, place), binding));
        }
        size++;
        if (known == null) {
            byVrf.computeIfAbsent(binding.publicVrf(), _ -> new ConcurrentHashMap<>())
                    .put(binding.publicAddress(), address);
        }
        return Outcome.TAKEN;
    }

    private static List<NatBinding> with(List<NatBinding> before, NatBinding binding) {
        List<NatBinding> next = new ArrayList<>(before.size() + 1);
        int place = 0;
        for (NatBinding other : before) {
            boolean earlier = !other.from().isAfter(binding.from());
            boolean ends =
                    other.isOfSamePorts(binding)
                            && other.from().isBefore(binding.from())
                            && other.to().isAfter(binding.from());
            next.add(ends ? other.until(binding.from()) : other);
            place += earlier ? 1 : 0;
        }
        next.add(place, binding);
        return List.copyOf(next);
    }

    /// Ends the binding of exactly these ports that is in force at a moment.
    ///
    /// @return false where there is none
    public synchronized boolean end(NatBinding binding, Instant at) {
        PublicAddress address = address(binding.publicVrf(), binding.publicAddress());
        if (address == null) {
            return false;
        }
        boolean found = false;
        for (int place = first(binding); place <= last(binding); place++) {
            List<NatBinding> next = new ArrayList<>();
            for (NatBinding other : bindings(address, place)) {
                boolean ends =
                        other.isOfSamePorts(binding)
                                && other.from().isBefore(at)
                                && other.to().isAfter(at);
                next.add(ends ? other.until(at) : other);
                found |= ends;
            }
            address.places.setRelease(place, List.copyOf(next));
        }
        return found;
    }

    private static int first(NatBinding binding) {
        return isLarge(binding) ? PLACES : binding.ports().first() / PORTS_A_PLACE;
    }

    private static int last(NatBinding binding) {
        return isLarge(binding) ? PLACES : binding.ports().last() / PORTS_A_PLACE;
    }

    private static boolean isLarge(NatBinding binding) {
        return binding.ports().last() / PORTS_A_PLACE - binding.ports().first() / PORTS_A_PLACE
                >= PLACES_A_BINDING;
    }

    /// Null where nothing is known of the address.
    private @Nullable PublicAddress address(Vrf vrf, IpAddress address) {
        Map<IpAddress, PublicAddress> ofVrf = byVrf.get(vrf);
        return ofVrf == null ? null : ofVrf.get(address);
    }

    private static List<NatBinding> bindings(PublicAddress address, int place) {
        List<NatBinding> bindings = address.places.getAcquire(place);
        return bindings == null ? List.of() : bindings;
    }

    /// True where any binding of the address was ever told: it is a translator's.
    public boolean isTranslated(Vrf vrf, IpAddress address) {
        return address(vrf, address) != null;
    }

    /// Who had the port; null where nothing says. Makes no objects.
    ///
    /// @param port 0..65535; 0 for protocols without ports
    public @Nullable NatBinding find(
            Vrf vrf, IpAddress publicAddress, Protocol protocol, int port, Instant at) {
        PublicAddress address = address(vrf, publicAddress);
        if (address == null) {
            return null;
        }
        NatBinding small = best(bindings(address, port / PORTS_A_PLACE), protocol, port, at);
        return small != null ? small : best(bindings(address, PLACES), protocol, port, at);
    }

    private static @Nullable NatBinding best(
            List<NatBinding> bindings, Protocol protocol, int port, Instant at) {
        NatBinding best = null;
        for (int i = bindings.size() - 1; i >= 0; i--) { // the later first
            NatBinding binding = bindings.get(i);
            if (binding.holds(protocol, port, at)
                    && (best == null || width(binding) < width(best))) {
                best = binding;
            }
        }
        return best;
    }

    private static int width(NatBinding binding) {
        return binding.ports().last() - binding.ports().first();
    }

    /// Drops the bindings that ended by a moment: questions about then get no answer any more.
    ///
    /// @return how many
    public synchronized int forget(Instant by) {
        int before = size;
        Set<NatBinding> dropped = new HashSet<>(); // a binding is at several places
        for (Map<IpAddress, PublicAddress> ofVrf : byVrf.values()) {
            for (PublicAddress address : ofVrf.values()) {
                for (int place = 0; place <= PLACES; place++) {
                    List<NatBinding> left = new ArrayList<>();
                    for (NatBinding binding : bindings(address, place)) {
                        if (binding.to().isAfter(by)) {
                            left.add(binding);
                        } else {
                            dropped.add(binding);
                        }
                    }
                    if (left.size() < bindings(address, place).size()) {
                        address.places.setRelease(place, left.isEmpty() ? null : List.copyOf(left));
                    }
                }
            }
        }
        size -= dropped.size();
        return before - size;
    }

    /// Bindings kept.
    public synchronized int size() {
        return size;
    }
}
