package io.segwright.collectors.flow;

import java.time.Instant;
import java.util.Map;

/// What was received of one exporter, and what was not, at one moment. Immutable.
///
/// @param firstSeen arrival of its first datagram
/// @param lastSeen arrival of its last datagram
/// @param datagrams received, malformed ones too
/// @param bytes of those datagrams
/// @param flows flow records handed on
/// @param recordsWithoutAddresses data records that name no two addresses: wireless clients, link-layer samples
/// @param optionsRecords data records about the exporter itself
/// @param templatesKept templates known now
/// @param templatesChanged templates that replaced another definition
/// @param templatesRefused templates beyond the bound over all exporters
/// @param withdrawalsIgnored template withdrawals, which mean nothing over UDP (RFC 7011 sec. 8.4)
/// @param setsBuffered data sets that came before their template and were kept for it
/// @param setsReplayed kept sets that were decoded once their template came
/// @param setsDropped data sets never decoded: no template in time, or no room to keep them
/// @param lostDatagrams NetFlow v9 datagrams that did not arrive, by their sequence numbers
/// @param lostRecords IPFIX data records that did not arrive, by their sequence numbers
/// @param late datagrams that were overtaken
/// @param restarts times that the exporter began to number anew
/// @param skewed flows whose clock was out of bounds, and that got the time of arrival
/// @param untimed flows that told no time, and got the time of export
/// @param unsupported datagrams by version, of protocols that are not decoded here, e.g. 5
/// @param malformed problems by kind
/// @param lastProblem the last problem in words, with the byte and the value; empty when there was none
public record ExporterCounters(
        Instant firstSeen,
        Instant lastSeen,
        long datagrams,
        long bytes,
        long flows,
        long recordsWithoutAddresses,
        long optionsRecords,
        long templatesKept,
        long templatesChanged,
        long templatesRefused,
        long withdrawalsIgnored,
        long setsBuffered,
        long setsReplayed,
        long setsDropped,
        long lostDatagrams,
        long lostRecords,
        long late,
        long restarts,
        long skewed,
        long untimed,
        Map<Integer, Long> unsupported,
        Map<Malformation, Long> malformed,
        String lastProblem) {
    public ExporterCounters {
        unsupported = Map.copyOf(unsupported);
        malformed = Map.copyOf(malformed);
    }

    /// All problems together.
    public long malformedTotal() {
        return malformed.values().stream().mapToLong(Long::longValue).sum();
    }
}
