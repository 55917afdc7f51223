package io.segwright.inventory.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.endpoint.NatBindings.Outcome;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NatBindingsTest {
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final IpAddress PUBLIC = IpAddress.of("198.51.100.1");
    private static final int SEEDS = 1_000;

    private final NatBindings bindings = new NatBindings();

    @Test
    void aPortBelongsToWhoHadItThen() {
        bindings.put(binding("100.64.0.1", new PortRange(1_024, 1_535), Protocol.TCP, 0, 600));
        bindings.put(binding("100.64.0.2", new PortRange(1_024, 1_535), Protocol.TCP, 300, 900));
        assertThat(inside(Protocol.TCP, 1_535, 299)).contains("100.64.0.1");
        assertThat(inside(Protocol.TCP, 1_024, 300)).contains("100.64.0.2");
        assertThat(inside(Protocol.TCP, 1_536, 300)).isEmpty();
        assertThat(inside(Protocol.UDP, 1_024, 300)).isEmpty();
        assertThat(inside(Protocol.TCP, 1_024, 900)).isEmpty();
    }

    @Test
    void ofOverlappingOnesTheNarrowestAnswers() {
        bindings.put(binding("10.0.0.80", PortRange.ANY, NatBinding.EVERY_PROTOCOL, 0, 1_000));
        bindings.put(binding("10.0.0.81", new PortRange(8_000, 8_099), Protocol.TCP, 0, 1_000));
        bindings.put(binding("10.0.0.82", PortRange.single(8_080), Protocol.TCP, 0, 500));
        assertThat(inside(Protocol.TCP, 8_080, 10)).contains("10.0.0.82");
        assertThat(inside(Protocol.TCP, 8_080, 500)).contains("10.0.0.81");
        assertThat(inside(Protocol.UDP, 8_080, 10)).contains("10.0.0.80");
        assertThat(inside(Protocol.ICMP, 0, 10)).contains("10.0.0.80");
    }

    @Test
    void agreesWithAScanOfAllBindings() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            NatBindings fast = new NatBindings(40);
            List<NatBinding> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int first = random.nextInt(400);
                int width = random.nextInt(3) == 0 ? random.nextInt(6_000) : random.nextInt(3);
                int from = random.nextInt(50);
                NatBinding binding =
                        binding(
                                "100.64.0." + i,
                                new PortRange(first, first + width),
                                random.nextBoolean() ? Protocol.TCP : NatBinding.EVERY_PROTOCOL,
                                from,
                                from + 1 + random.nextInt(40));
                assertThat(fast.put(binding)).isEqualTo(Outcome.TAKEN);
                all.replaceAll(other -> ended(other, binding));
                all.add(binding);
            }
            for (int probe = 0; probe < 40; probe++) {
                Protocol protocol = random.nextBoolean() ? Protocol.TCP : Protocol.UDP;
                int port = random.nextInt(450);
                Instant at = NOON.plusSeconds(random.nextInt(100));
                assertThat(Optional.ofNullable(fast.find(Vrf.DEFAULT, PUBLIC, protocol, port, at)))
                        .as("seed %d: %s %d at %s", seed, protocol, port, at)
                        .isEqualTo(scanned(all, protocol, port, at));
            }
        }
    }

    private static NatBinding ended(NatBinding other, NatBinding by) {
        boolean same = other.ports().equals(by.ports()) && other.protocol().equals(by.protocol());
        boolean inForce = other.from().isBefore(by.from()) && other.to().isAfter(by.from());
        return same && inForce ? other.until(by.from()) : other;
    }

    private static Optional<NatBinding> scanned(
            List<NatBinding> all, Protocol protocol, int port, Instant at) {
        List<NatBinding> holding =
                new ArrayList<>(all.stream().filter(b -> b.holds(protocol, port, at)).toList());
        java.util.Collections.reverse(holding); // of two that began together the one said last
        return holding.stream()
                .min(
                        Comparator.comparingInt(
                                        (NatBinding b) -> b.ports().last() - b.ports().first())
                                .thenComparing(NatBinding::from, Comparator.reverseOrder()));
    }

    @Test
    void anEndIsToldWithTheSamePorts() {
        NatBinding open =
                new NatBinding(
                        Vrf.DEFAULT,
                        PUBLIC,
                        Protocol.TCP,
                        new PortRange(2_000, 2_511),
                        Vrf.DEFAULT,
                        IpAddress.of("100.64.0.1"),
                        NOON,
                        Instant.MAX,
                        "test");
        bindings.put(open);
        assertThat(bindings.end(open, NOON.plusSeconds(60))).isTrue();
        assertThat(bindings.end(open, NOON.plusSeconds(60))).isFalse();
        assertThat(inside(Protocol.TCP, 2_511, 59)).contains("100.64.0.1");
        assertThat(inside(Protocol.TCP, 2_511, 60)).isEmpty();
    }

    @Test
    void withoutRoomABindingIsRefusedUntilOldOnesAreForgotten() {
        NatBindings few = new NatBindings(2);
        few.put(binding("100.64.0.1", new PortRange(0, 4_000), Protocol.TCP, 0, 10));
        few.put(binding("100.64.0.2", new PortRange(5_000, 6_000), Protocol.TCP, 0, 20));
        NatBinding third = binding("100.64.0.3", PortRange.single(9), Protocol.TCP, 0, 20);
        assertThat(few.put(third)).isEqualTo(Outcome.FULL);
        assertThat(few.forget(NOON.plusSeconds(10))).isEqualTo(1);
        assertThat(few.size()).isEqualTo(1);
        assertThat(few.put(third)).isEqualTo(Outcome.TAKEN);
        assertThat(few.put(third)).as("told twice").isEqualTo(Outcome.TAKEN);
        assertThat(few.size()).isEqualTo(2);
    }

    private Optional<String> inside(Protocol protocol, int port, int second) {
        return Optional.ofNullable(
                        bindings.find(
                                Vrf.DEFAULT, PUBLIC, protocol, port, NOON.plusSeconds(second)))
                .map(b -> b.inside().toString());
    }

    static NatBinding binding(String inside, PortRange ports, Protocol protocol, int from, int to) {
        return new NatBinding(
                Vrf.DEFAULT,
                PUBLIC,
                protocol,
                ports,
                Vrf.DEFAULT,
                IpAddress.of(inside),
                NOON.plusSeconds(from),
                NOON.plusSeconds(to),
                "test");
    }
}
