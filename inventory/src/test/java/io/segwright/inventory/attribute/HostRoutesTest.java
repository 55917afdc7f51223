package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.attribute.HostRoutes.Outcome;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostRoutesTest {
    private static final int SEEDS = 1_000;
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    @Test
    void anAddressThatGoesFromVmToVmIsEachOnesInItsTime() {
        HostRoutes hosts = new HostRoutes();
        assertThat(hosts.put(route("10.0.0.7", "vm-1", 0, 600))).isEqualTo(Outcome.TAKEN);
        assertThat(hosts.put(route("10.0.0.7", "vm-2", 300, 900))).isEqualTo(Outcome.TAKEN);
        assertThat(vm(hosts, 299)).isEqualTo("vm-1");
        assertThat(vm(hosts, 300)).isEqualTo("vm-2");
        assertThat(vm(hosts, 900)).isEmpty();
        hosts.end(Vrf.DEFAULT, IpAddress.of("10.0.0.7"), NOON.plusSeconds(400));
        assertThat(vm(hosts, 399)).isEqualTo("vm-2");
        assertThat(vm(hosts, 400)).isEmpty();
        assertThat(hosts.find(RandomHistory.BLUE, IpAddress.of("10.0.0.7"), NOON)).isNull();
    }

    private static String vm(HostRoutes hosts, int second) {
        Allocation found =
                hosts.find(Vrf.DEFAULT, IpAddress.of("10.0.0.7"), NOON.plusSeconds(second));
        return found == null ? "" : found.tags().workload();
    }

    @Test
    void agreesWithAListThatIsReplayed() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            HostRoutes hosts = new HostRoutes(64);
            Map<String, List<Allocation>> said = new HashMap<>(); // by address, the last said last
            for (int i = 0; i < 40; i++) {
                String address = "10.0." + random.nextInt(2) + "." + random.nextInt(4);
                int from = random.nextInt(20);
                Allocation route = route(address, "vm-" + i, from, from + 1 + random.nextInt(8));
                assertThat(hosts.put(route)).isEqualTo(Outcome.TAKEN);
                said.computeIfAbsent(address, _ -> new ArrayList<>()).add(route);
                int second = random.nextInt(30);
                assertThat(
                                Optional.ofNullable(
                                                hosts.find(
                                                        Vrf.DEFAULT,
                                                        IpAddress.of(address),
                                                        NOON.plusSeconds(second)))
                                        .map(a -> a.tags().workload()))
                        .as("seed %d, after %d, %s at %d", seed, i, address, second)
                        .isEqualTo(replayed(said.get(address), NOON.plusSeconds(second)));
            }
        }
    }

    /// By definition, moment for moment: what is said ends what is in force at its beginning and gives way to what
    /// begins later.
    private static Optional<String> replayed(List<Allocation> said, Instant at) {
        List<Allocation> kept = new ArrayList<>();
        for (Allocation route : said) {
            Instant end = route.validTo();
            List<Allocation> next = new ArrayList<>();
            for (Allocation other : kept) {
                if (other.validFrom().equals(route.validFrom())) {
                    continue;
                }
                boolean cut = other.validAt(route.validFrom());
                next.add(cut ? other.lasting(other.validFrom(), route.validFrom()) : other);
                if (route.validAt(other.validFrom()) && other.validFrom().isBefore(end)) {
                    end = other.validFrom();
                }
            }
            next.add(route.lasting(route.validFrom(), end));
            kept = next;
        }
        return kept.stream().filter(a -> a.validAt(at)).map(a -> a.tags().workload()).findFirst();
    }

    @Test
    void whereThereIsNoRoomTheChangeIsRefusedAndNothingIsForgotten() {
        HostRoutes hosts = new HostRoutes(2);
        hosts.put(route("10.0.0.1", "vm-1", 0, 60));
        hosts.put(route("10.0.0.2", "vm-2", 0, 60));
        assertThat(hosts.put(route("10.0.0.3", "vm-3", 0, 60))).isEqualTo(Outcome.FULL);
        assertThat(hosts.put(route("10.0.0.2", "vm-2", 0, 60))).isEqualTo(Outcome.UNCHANGED);
        assertThat(hosts.size()).isEqualTo(2);

        List<Allocation> ended = hosts.ended(NOON.plusSeconds(60));
        assertThat(ended).hasSize(2);
        hosts.forget(ended);
        assertThat(hosts.size()).isZero();
        assertThat(hosts.put(route("10.0.0.3", "vm-3", 0, 60))).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void oneAddressCannotTakeAllTheRoom() {
        HostRoutes hosts = new HostRoutes();
        for (int i = 0; i < HostRoutes.VERSIONS_MAX; i++) {
            assertThat(hosts.put(route("10.0.0.1", "vm-" + i, i, i + 1))).isEqualTo(Outcome.TAKEN);
        }
        assertThat(hosts.put(route("10.0.0.1", "vm", 1_000, 1_001))).isEqualTo(Outcome.FULL);
    }

    @Test
    void aPrefixIsNoHostRoute() {
        Allocation prefix =
                new Allocation(
                        Vrf.DEFAULT,
                        Prefix.of("10.0.0.0/31"),
                        Tags.NONE,
                        NOON,
                        Instant.MAX,
                        Polling.ALLOWED,
                        "test");
        assertThatThrownBy(() -> new HostRoutes().put(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10.0.0.0/31 is no host route: want a /32 or /128");
    }

    static Allocation route(String address, String vm, int from, int to) {
        return new Allocation(
                Vrf.DEFAULT,
                IpAddress.of(address).asPrefix(),
                new Tags("", "", vm, "", ""),
                NOON.plusSeconds(from),
                NOON.plusSeconds(to),
                Polling.ALLOWED,
                "orchestrator");
    }
}
