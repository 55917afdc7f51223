package io.segwright.inventory.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.AttributionStatus;
import io.segwright.inventory.attribute.HostRoutes;
import io.segwright.inventory.attribute.LiveAttribution;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointAttributionTest {
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Vrf BLUE = new Vrf("blue");
    private static final Vrf RED = new Vrf("red");
    private static final IpAddress ROUTER = IpAddress.of("192.0.2.1");
    private static final IpAddress INSIDE = IpAddress.of("10.1.2.3");

    private final NatBindings translations = new NatBindings();
    private final LiveAttribution live =
            new LiveAttribution(
                    AttributionIndex.build(
                            List.of(
                                    allocation(BLUE, "10.1.0.0/16", "shop", "ana"),
                                    allocation(RED, "10.1.2.0/24", "crm", "bo"),
                                    allocation(Vrf.DEFAULT, "198.51.100.0/24", "nat", "net"),
                                    allocation(Vrf.DEFAULT, "203.0.113.0/24", "web", "cy")),
                            NOON),
                    new HostRoutes());

    @Test
    void theInterfaceOfTheExporterSaysTheDomainForItsTime() {
        VrfResolver history =
                new VrfResolver.Builder()
                        .from(APRIL, List.of(router(7, BLUE)))
                        .from(MAY, List.of(router(7, RED)))
                        .build();
        assertThat(history.resolve(ROUTER, 7, MAY.minusNanos(1)))
                .containsExactly(new VrfCandidate(BLUE, 100, "interface 7 of edge-1 is in it"));
        assertThat(history.resolve(ROUTER, 7, MAY).getFirst().vrf()).isEqualTo(RED);
        assertThat(history.resolve(ROUTER, 7, APRIL.minusNanos(1))).isEmpty();
        assertThat(history.resolve(IpAddress.of("192.0.2.99"), 7, MAY)).isEmpty();

        EndpointAnswer answer = ask(history, INSIDE, 0, 7).getFirst();
        assertThat(answer.attribution().tags().service()).isEqualTo("crm");
        assertThat(answer.confidencePercent()).isEqualTo(100);
    }

    @Test
    void aDeviceThatIsGoneSaysNothingAnyMore() {
        VrfResolver history =
                new VrfResolver.Builder()
                        .from(APRIL, List.of(router(7, BLUE)))
                        .from(MAY, List.of())
                        .build();
        assertThat(history.resolve(ROUTER, 7, MAY)).isEmpty();
        assertThatThrownBy(() ->
                        new VrfResolver.Builder()
                                .from(MAY, List.of(router(7, BLUE)))
                                .from(APRIL, List.of(router(7, RED))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the inventory of 2026-04-01T00:00:00Z after that of 2026-05-01T00:00:00Z: want them in order of time");
    }

    @Test
    void anUnknownInterfaceLeavesTheDomainsOfTheOthersAsCandidates() {
        VrfResolver devices = VrfResolver.of(List.of(router(7, BLUE)));
        assertThat(devices.resolve(ROUTER, 99, NOON))
                .extracting(VrfCandidate::vrf, VrfCandidate::confidencePercent)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(BLUE, 40),
                        org.assertj.core.api.Assertions.tuple(Vrf.DEFAULT, 40));
        assertThat(ask(devices, INSIDE, 0, 99))
                .as("nobody has the address in the default domain")
                .extracting(a -> a.attribution().tags().service())
                .containsExactly("shop");
    }

    @Test
    void whereNothingTellsTheDomainEachThatHasTheAddressIsACandidate() {
        assertThat(ask(VrfResolver.EMPTY, INSIDE, 0, 0))
                .extracting(
                        a -> a.vrf().vrf(),
                        a -> a.vrf().confidencePercent(),
                        a -> a.vrf().because())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                RED, 30, "10.1.2.0/24 is allocated in it"),
                        org.assertj.core.api.Assertions.tuple(
                                BLUE, 30, "10.1.0.0/16 is allocated in it"));
        assertThat(ask(VrfResolver.EMPTY, IpAddress.of("172.16.0.1"), 0, 0))
                .extracting(a -> a.attribution().status())
                .containsExactly(AttributionStatus.UNKNOWN_VRF);
    }

    @Test
    void aTranslatedPortIsThatOfTheInsideAddress() {
        IpAddress shared = IpAddress.of("198.51.100.1");
        translations.put(
                new NatBinding(
                        Vrf.DEFAULT,
                        shared,
                        Protocol.TCP,
                        new PortRange(1_024, 2_047),
                        BLUE,
                        INSIDE,
                        NOON.minusSeconds(60),
                        Instant.MAX,
                        "nat event of edge-1"));
        VrfResolver devices = VrfResolver.of(List.of(router(7, BLUE)));
        EndpointAnswer answer = ask(devices, shared, 1_500, 8).getFirst();
        assertThat(answer.attribution().address()).isEqualTo(INSIDE);
        assertThat(answer.attribution().tags().owner()).isEqualTo("ana");
        assertThat(answer.binding().orElseThrow().source()).isEqualTo("nat event of edge-1");

        EndpointAnswer unbound = ask(devices, shared, 80, 8).getFirst();
        assertThat(unbound.attribution().status()).isEqualTo(AttributionStatus.NO_BINDING);
        assertThat(unbound.confidencePercent()).isZero();
        assertThat(
                        ask(devices, IpAddress.of("203.0.113.9"), 80, 8)
                                .getFirst()
                                .attribution()
                                .status())
                .isEqualTo(AttributionStatus.ATTRIBUTED);
    }

    private List<EndpointAnswer> ask(
            VrfResolver devices, IpAddress address, int port, int ifIndex) {
        return new EndpointAttribution(live, devices, translations)
                .attribute(new Endpoint(address, Protocol.TCP, port, NOON, ROUTER, ifIndex));
    }

    /// Interface 7 in a domain, interface 8 in the default one.
    private static Device router(int ifIndex, Vrf vrf) {
        return Device.builder(new DeviceId("d-0000000000000001"))
                .name("edge-1")
                .managementAddresses(List.of(ROUTER))
                .interfaces(
                        List.of(on(ifIndex, "10.1.0.1", vrf), on(8, "203.0.113.1", Vrf.DEFAULT)))
                .build();
    }

    private static DeviceInterface on(int ifIndex, String address, Vrf vrf) {
        return new DeviceInterface(
                ifIndex,
                "eth" + ifIndex,
                true,
                null,
                List.of(new AddressFact(IpAddress.of(address), 24, ifIndex, vrf)));
    }

    private static Allocation allocation(Vrf vrf, String prefix, String service, String owner) {
        return new Allocation(
                vrf,
                Prefix.of(prefix),
                new Tags(service, "", "", "", owner),
                Instant.MIN,
                Instant.MAX,
                Polling.ALLOWED,
                "test");
    }
}
