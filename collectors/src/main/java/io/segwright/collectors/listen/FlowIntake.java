package io.segwright.collectors.listen;

import io.segwright.collectors.flow.DataSets;
import io.segwright.collectors.flow.Exporter;
import io.segwright.collectors.flow.ExporterCounters;
import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.Malformation;
import io.segwright.collectors.flow.MalformedException;
import io.segwright.collectors.flow.NetworkOrder;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.collectors.ipfix.IpfixDecoder;
import io.segwright.collectors.netflow9.Netflow9Decoder;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Tells a datagram's exporter and protocol, and decodes it: the listener without its socket.
///
/// Thread-safe by one lock, held for the decoding of one datagram; keep one exporter's datagrams on one thread, or
/// their order is lost and counted as such.
public final class FlowIntake {
    private static final int UNKNOWN_EXPORTERS_MAX =
            1_024; // told apart by address; senders can be forged without end
    private static final Duration EXPORTER_IDLE =
            Duration.ofDays(
                    1); // after which an exporter makes room for another, if there is none left

    /// What a datagram gave.
    ///
    /// @param flows its records, possibly none; the caller's to keep
    /// @param seen present at the first NetFlow v9 or IPFIX datagram of an exporter
    public record Received(List<FlowRecord> flows, Optional<Observation.ExporterSeen> seen) {}

    private static final Received NOTHING = new Received(List.of(), Optional.empty());

    private final List<Prefix> allowed;
    private final SessionScope sessions;
    private final int exportersMax;
    private final DataSets dataSets;
    private final Netflow9Decoder netflow9;
    private final IpfixDecoder ipfix;
    private final Map<IpAddress, Exporter> exporters = new LinkedHashMap<>();
    private final Set<IpAddress> announced = new HashSet<>(); // a subset of the exporters
    private final Map<IpAddress, Long> unknown = new HashMap<>();
    private long unknownDatagrams;
    private long datagrams;
    private long flows;
    private long exportersRefused;
    private long exportersForgotten;

    /// @param allowed where exporters may be; empty for anywhere
    public FlowIntake(List<Prefix> allowed, SessionScope sessions, FlowLimits limits) {
        this.allowed = List.copyOf(allowed);
        this.sessions = sessions;
        exportersMax = limits.exportersMax();
        dataSets = new DataSets(limits);
        netflow9 = new Netflow9Decoder(dataSets);
        ipfix = new IpfixDecoder(dataSets);
    }

    /// Decodes one datagram. Whatever its bytes are, nothing is thrown: what is wrong is counted.
    ///
    /// @param sender its source address
    /// @param sourcePort its source port
    /// @param bytes the datagram, from index 0; not kept
    /// @param length how many bytes of it there are
    public synchronized Received receive(
            IpAddress sender, int sourcePort, byte[] bytes, int length, Instant at) {
        datagrams++;
        if (!isAllowed(sender)) {
            unknownDatagrams++;
            if (unknown.size() < UNKNOWN_EXPORTERS_MAX || unknown.containsKey(sender)) {
                unknown.merge(sender, 1L, Long::sum);
            }
            return NOTHING;
        }
        Optional<Exporter> known = exporter(sender, at);
        if (known.isEmpty()) {
            exportersRefused++;
            return NOTHING;
        }
        Exporter exporter = known.get();
        exporter.received(length, at);
        if (length < 2) {
            exporter.malformed(
                    new MalformedException(
                            Malformation.HEADER,
                            "datagram ends at byte " + length + ", want >= 2 for a version"));
            return NOTHING;
        }
        return decode(exporter, sourcePort, bytes, length, at);
    }

    private boolean isAllowed(IpAddress sender) {
        return allowed.isEmpty() || allowed.stream().anyMatch(p -> p.contains(sender));
    }

    private Optional<Exporter> exporter(IpAddress address, Instant at) {
        Exporter known = exporters.get(address);
        if (known != null) {
            return Optional.of(known);
        }
        if (exporters.size() >= exportersMax && !forgetOneIdle(at)) {
            return Optional.empty();
        }
        Exporter added = new Exporter(address, at);
        exporters.put(address, added);
        return Optional.of(added);
    }

    /// Looks at the few that were added first, not at all: a flood of forged senders must not cost a scan each.
    private boolean forgetOneIdle(Instant now) {
        Iterator<Exporter> oldest = exporters.values().iterator();
        for (int i = 0; i < 16 && oldest.hasNext(); i++) {
            Exporter exporter = oldest.next();
            if (Duration.between(exporter.lastSeen(), now).compareTo(EXPORTER_IDLE) > 0) {
                oldest.remove();
                announced.remove(exporter.address());
                dataSets.forget(exporter.address());
                exportersForgotten++;
                return true;
            }
        }
        return false;
    }

    private Received decode(
            Exporter exporter, int sourcePort, byte[] bytes, int length, Instant at) {
        int session =
                switch (sessions) {
                    case ADDRESS_AND_PORT -> sourcePort;
                    case ADDRESS -> 0;
                };
        List<FlowRecord> decoded = new ArrayList<>();
        int version = NetworkOrder.u16(bytes, 0);
        Received received =
                switch (version) {
                    case Netflow9Decoder.VERSION -> {
                        OptionalLong domain =
                                netflow9.decode(exporter, session, bytes, length, at, decoded);
                        yield new Received(decoded, seen(exporter, "netflow9", domain, at));
                    }
                    case IpfixDecoder.VERSION -> {
                        OptionalLong domain =
                                ipfix.decode(exporter, session, bytes, length, at, decoded);
                        yield new Received(decoded, seen(exporter, "ipfix", domain, at));
                    }
                    default -> {
                        exporter.unsupported(version);
                        yield NOTHING;
                    }
                };
        flows += decoded.size();
        return received;
    }

    private Optional<Observation.ExporterSeen> seen(
            Exporter exporter, String protocol, OptionalLong domain, Instant at) {
        if (domain.isEmpty() || !announced.add(exporter.address())) {
            return Optional.empty();
        }
        Provenance provenance = new Provenance(protocol, exporter.address(), at);
        return Optional.of(new Observation.ExporterSeen(provenance, protocol, domain.getAsLong()));
    }

    /// Forgets templates and waiting sets whose life is over: for a timer.
    public synchronized void expire(Instant now) {
        dataSets.expire(now);
    }

    /// Cost: the number of exporters, under the lock. For a page or a scrape, not for each datagram.
    public synchronized ListenerCounters counters() {
        Map<IpAddress, ExporterCounters> each = new HashMap<>();
        exporters.forEach((address, exporter) ->
                each.put(address, exporter.snapshot(dataSets.templates().size(address))));
        return new ListenerCounters(
                datagrams,
                flows,
                unknown,
                unknownDatagrams,
                exportersRefused,
                exportersForgotten,
                dataSets.templates().size(),
                dataSets.templates().evicted(),
                dataSets.templates().expired(),
                dataSets.pendingBytes(),
                0,
                OptionalLong.empty(),
                each);
    }
}
