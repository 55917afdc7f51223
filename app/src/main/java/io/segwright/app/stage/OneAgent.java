package io.segwright.app.stage;

import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.PollTarget;
import io.segwright.collectors.snmp.SnmpPoller;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/// One agent asked for everything, without an inventory.
public final class OneAgent {
    private static final String SITE =
            "default"; // a credential bound to another site is not for it

    private OneAgent() {}

    /// What came of it.
    public sealed interface Outcome {}

    public record Answered(DevicePolled device) implements Outcome {}

    public record Silent(DeviceSilent why) implements Outcome {}

    /// Asks with every credential that is bound to the address, one after the other.
    public static Outcome ask(InetSocketAddress socket, PoliteLimits limits, CredentialBook book)
            throws InterruptedException {
        InstantSource clock = InstantSource.system();
        PollTarget target =
                new PollTarget(
                        address(socket), socket.getPort(), SITE, PollTarget.Patience.EVIDENCE);
        try (SnmpPoller poller =
                new SnmpPoller(
                        limits, WalkLimits.SHIPPED, book, new CredentialMemory(clock), clock)) {
            return switch (poller.poll(target)) {
                case DevicePolled device -> new Answered(device);
                case DeviceSilent why -> new Silent(why);
                case Observation.ExporterSeen _,
                        Observation.TelemetrySeen _,
                        Observation.DeviceImported _ ->
                        throw new AssertionError("no poll sees such a thing");
            };
        }
    }

    public static IpAddress address(InetSocketAddress socket) {
        return IpAddress.of(socket.getAddress().getHostAddress());
    }
}
