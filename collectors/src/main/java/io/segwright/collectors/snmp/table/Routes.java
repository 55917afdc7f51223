package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.RouteFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snmp4j.smi.OID;

/// Routes: inetCidrRouteTable (RFC 4292), else ipCidrRouteTable (RFC 2096), else ipRouteTable (RFC 1213), asking
/// the next generation only where the last one had no IPv4 row.
///
/// The index carries destination and next hop, so one column is enough. A table whose counter is above
/// `WalkLimits.routes` is not walked at all: walking a full Internet table harms the router.
final class Routes {
    static final OID INET_COUNT = new OID("1.3.6.1.2.1.4.24.6.0");
    static final OID CIDR_COUNT = new OID("1.3.6.1.2.1.4.24.3.0");
    private static final OID INET_IF_INDEX = new OID("1.3.6.1.2.1.4.24.7.1.7");
    private static final OID CIDR_IF_INDEX = new OID("1.3.6.1.2.1.4.24.4.1.5");
    private static final OID OLD_ENTRY = new OID("1.3.6.1.2.1.4.21.1");

    private static final long PLAUSIBLE_MAX = 10_000_000; // ten times the Internet's table

    private Routes() {}

    /// @param scalars with [#INET_COUNT] and [#CIDR_COUNT] where the agent has them
    static List<RouteFact> read(Walker walker, Map<OID, Cell> scalars) {
        int limit = walker.limits().routes();
        long known = Math.max(count(scalars, INET_COUNT), count(scalars, CIDR_COUNT));
        if (limit == 0 || known > limit) {
            walker.note(
                    "routes: "
                            + known
                            + " of them, above the "
                            + limit
                            + " that are read: not walked");
            return List.of();
        }
        List<RouteFact> facts = new ArrayList<>();
        for (Row row : walker.walk("inetCidrRouteTable", limit, INET_IF_INDEX).rows()) {
            addInet(facts, row);
        }
        if (noIpv4(facts)) {
            for (Row row : walker.walk("ipCidrRouteTable", limit, CIDR_IF_INDEX).rows()) {
                addCidr(facts, row);
            }
        }
        if (noIpv4(facts)) {
            // ifIndex, next hop, mask
            for (Row row :
                    walker.walk("ipRouteTable", limit, Oids.columns(OLD_ENTRY, 2, 7, 11)).rows()) {
                addOld(facts, row);
            }
        }
        return facts;
    }

    /// A Nexus tells 2 routes as 33,554,432: the octets in the wrong order.
    private static long count(Map<OID, Cell> scalars, OID scalar) {
        long told = scalars.getOrDefault(scalar, Cell.ABSENT).number().orElse(0);
        return told > PLAUSIBLE_MAX
                ? Integer.toUnsignedLong(Integer.reverseBytes((int) told))
                : told;
    }

    private static boolean noIpv4(List<RouteFact> facts) {
        return facts.stream().noneMatch(fact -> fact.destination().family() == IpFamily.V4);
    }

    /// Index: destination type and address, length, policy identifier, next hop type and address. An unknown(0)
    /// next hop of length 0 is a connected route.
    private static void addInet(List<RouteFact> facts, Row row) {
        IndexReader index = new IndexReader(row.index(), 0);
        Optional<IpAddress> destination = index.inetAddress(IndexReader.UNKNOWN);
        int length = index.next();
        index.skipCounted();
        if (destination.isEmpty()
                || index.isBroken()
                || length > destination.get().family().bits()) {
            return;
        }
        Optional<IpAddress> nextHop = index.inetAddress(0);
        boolean family =
                nextHop.isPresent() && nextHop.get().family() == destination.get().family();
        add(
                facts,
                Prefix.covering(destination.get(), length),
                family ? nextHop.get() : unspecified(destination.get().family()),
                row);
    }

    /// Index: destination, mask, type of service, next hop.
    private static void addCidr(List<RouteFact> facts, Row row) {
        IndexReader index = new IndexReader(row.index(), 0);
        Optional<IpAddress> destination = index.octets(4);
        Optional<IpAddress> mask = index.octets(4);
        index.next();
        Optional<IpAddress> nextHop = index.octets(4);
        if (nextHop.isPresent() && index.remaining() == 0) {
            addMasked(facts, destination, mask, nextHop, row);
        }
    }

    private static void addOld(List<RouteFact> facts, Row row) {
        IndexReader index = new IndexReader(row.index(), 0);
        addMasked(facts, index.octets(4), row.cell(2).address(), row.cell(1).address(), row);
    }

    private static void addMasked(
            List<RouteFact> facts,
            Optional<IpAddress> destination,
            Optional<IpAddress> mask,
            Optional<IpAddress> nextHop,
            Row row) {
        if (destination.isEmpty() || mask.isEmpty() || nextHop.isEmpty()) {
            return;
        }
        OptionalInt length =
                mask.get().isUnspecified() ? OptionalInt.of(0) : Addresses.maskLength(mask.get());
        if (length.isPresent()
                && destination.get().family() == IpFamily.V4
                && nextHop.get().family() == IpFamily.V4) {
            add(facts, Prefix.covering(destination.get(), length.getAsInt()), nextHop.get(), row);
        }
    }

    private static void add(List<RouteFact> facts, Prefix destination, IpAddress nextHop, Row row) {
        boolean noise = destination.network().isMulticast() || destination.network().isLinkLocal();
        if (!noise) {
            facts.add(new RouteFact(destination, nextHop, row.cell(0).count()));
        }
    }

    private static IpAddress unspecified(IpFamily family) {
        return family == IpFamily.V4 ? IpAddress.v4(0) : IpAddress.v6(0, 0);
    }
}
