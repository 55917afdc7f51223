package io.segwright.collectors.listen;

import io.segwright.collectors.flow.ExporterCounters;
import io.segwright.inventory.net.IpAddress;
import java.util.Map;
import java.util.OptionalLong;

/// What the listener received and what it could not use, at one moment. Immutable.
///
/// @param datagrams every one that came, refused ones too
/// @param flows records handed to the sink
/// @param unknownExporters datagrams by sender, of senders outside the allowed prefixes; the first 1,024 senders
/// @param unknownDatagrams datagrams of all such senders
/// @param exportersRefused datagrams of exporters beyond the bound on exporters
/// @param exportersForgotten exporters dropped after a day's silence to make room; their counters went with them
/// @param templatesKept templates known now, of all exporters
/// @param templatesEvicted templates dropped for newer ones of the same exporter
/// @param templatesExpired templates forgotten for want of a refresh
/// @param pendingBytes bytes of data sets that wait for their template now
/// @param failures datagrams whose handling failed in us or in the sink
/// @param socketDrops datagrams that the kernel dropped since our buffer was full; empty where it cannot be read
/// @param exporters by address
public record ListenerCounters(
        long datagrams,
        long flows,
        Map<IpAddress, Long> unknownExporters,
        long unknownDatagrams,
        long exportersRefused,
        long exportersForgotten,
        long templatesKept,
        long templatesEvicted,
        long templatesExpired,
        long pendingBytes,
        long failures,
        OptionalLong socketDrops,
        Map<IpAddress, ExporterCounters> exporters) {
    public ListenerCounters {
        unknownExporters = Map.copyOf(unknownExporters);
        exporters = Map.copyOf(exporters);
    }

    /// These counters with what only the socket's owner knows.
    ListenerCounters withSocket(long failures, OptionalLong socketDrops) {
        return new ListenerCounters(
                datagrams,
                flows,
                unknownExporters,
                unknownDatagrams,
                exportersRefused,
                exportersForgotten,
                templatesKept,
                templatesEvicted,
                templatesExpired,
                pendingBytes,
                failures,
                socketDrops,
                exporters);
    }
}
