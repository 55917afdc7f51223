package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LiveAttributionTest {
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final IpAddress ADDRESS = IpAddress.of("10.0.0.7");
    private static final Allocation NET = allocation("10.0.0.0/24", "shop", "ana");

    private final LiveAttribution live =
            new LiveAttribution(AttributionIndex.build(List.of(NET), NOON), new HostRoutes());

    @Test
    void aHostRouteIsDeeperThanEveryPrefixAndInheritsFromThem() {
        Allocation host = HostRoutesTest.route("10.0.0.7", "vm-1", 0, 60);
        live.hosts().put(host);
        Attribution answer = live.lookup(Vrf.DEFAULT, ADDRESS, NOON);
        assertThat(answer.chain()).containsExactly(host, NET);
        assertThat(answer.tags()).isEqualTo(new Tags("shop", "", "vm-1", "", "ana"));
        assertThat(answer.isAttributed()).isTrue();
        assertThat(live.tags(Vrf.DEFAULT, ADDRESS, NOON)).isEqualTo(answer.tags());
        assertThat(live.status(Vrf.DEFAULT, ADDRESS, NOON)).isEqualTo(answer.status());
        assertThat(live.lookup(Vrf.DEFAULT, ADDRESS, NOON.plusSeconds(60)).chain())
                .containsExactly(NET);
        assertThat(live.status(RandomHistory.BLUE, ADDRESS, NOON))
                .isEqualTo(AttributionStatus.UNKNOWN_VRF);
    }

    @Test
    void aRebuildTakesOverRoutesThatEndedAndKeepsTheOthers() {
        live.hosts().put(HostRoutesTest.route("10.0.0.7", "vm-1", 0, 60));
        live.hosts().put(HostRoutesTest.route("10.0.0.8", "vm-2", 0, 600));
        assertThat(live.rebuild(NOON.plusSeconds(60))).isTrue();
        assertThat(live.hosts().size()).isEqualTo(1);
        assertThat(live.tags(Vrf.DEFAULT, ADDRESS, NOON).workload()).isEqualTo("vm-1");
        assertThat(live.tags(Vrf.DEFAULT, ADDRESS, NOON.plusSeconds(60)).workload()).isEmpty();
        assertThat(live.tags(Vrf.DEFAULT, IpAddress.of("10.0.0.8"), NOON).workload())
                .isEqualTo("vm-2");
    }

    @Test
    void manyChangesMakeItWantARebuildAndNoneIsLost() {
        int changes = 0;
        while (!live.wantsRebuild()) {
            change(changes++, "svc");
        }
        live.rebuild(NOON);
        assertThat(live.wantsRebuild()).isFalse();
        for (int i = 0; i < changes; i++) {
            assertThat(live.tags(Vrf.DEFAULT, address(i), NOON).service()).isEqualTo("svc");
        }
    }

    private void change(int i, String service) {
        Prefix prefix = Prefix.covering(address(i), 28);
        live.change(Vrf.DEFAULT, prefix, List.of(allocation(prefix.toString(), service, "ana")));
    }

    private static IpAddress address(int i) {
        return IpAddress.v4((10 << 24) | (1 << 16) | (i << 4));
    }

    /// One prefix is always there in one of two forms, while it is changed, beside it others are, and rebuilds go on.
    @Test
    void readersSeeOneOrTheOtherWhateverGoesOn() throws InterruptedException {
        change(0, "odd");
        AtomicReference<String> wrong = new AtomicReference<>("");
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        List<Thread> readers =
                List.of(
                        Thread.ofPlatform().start(() -> read(wrong, asked, started, done)),
                        Thread.ofPlatform().start(() -> read(wrong, asked, started, done)));
        started.await();
        for (int round = 0; round < 3_000; round++) {
            change(0, round % 2 == 0 ? "even" : "odd");
            change(1 + round, "beside");
            live.hosts().put(HostRoutesTest.route("10.9.0." + round % 250, "vm", round, round + 1));
            if (live.wantsRebuild()) {
                live.rebuild(NOON);
            }
        }
        done.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(wrong.get()).isEmpty();
        assertThat(asked.get()).isPositive();
        assertThat(live.tags(Vrf.DEFAULT, address(3_000), NOON).service()).isEqualTo("beside");
    }

    private void read(
            AtomicReference<String> wrong,
            AtomicInteger asked,
            CountDownLatch started,
            CountDownLatch done) {
        started.countDown();
        while (done.getCount() > 0) {
            String service = live.tags(Vrf.DEFAULT, address(0), NOON).service();
            if (!service.equals("even") && !service.equals("odd")) {
                wrong.set("'" + service + "'");
            }
            asked.incrementAndGet();
        }
    }

    private static Allocation allocation(String prefix, String service, String owner) {
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.of(prefix),
                new Tags(service, "", "", "", owner),
                Instant.MIN,
                Instant.MAX,
                Polling.ALLOWED,
                "test");
    }
}
