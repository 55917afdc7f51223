package io.segwright.collectors.netflow9;

import io.segwright.collectors.flow.DataSets;
import io.segwright.collectors.flow.Domain;
import io.segwright.collectors.flow.DomainKey;
import io.segwright.collectors.flow.Exporter;
import io.segwright.collectors.flow.Malformation;
import io.segwright.collectors.flow.MalformedException;
import io.segwright.collectors.flow.MessageContext;
import io.segwright.collectors.flow.NetworkOrder;
import io.segwright.collectors.flow.SequenceTracker;
import io.segwright.collectors.flow.SetWalk;
import io.segwright.collectors.flow.Template;
import io.segwright.inventory.flow.FlowRecord;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Reads NetFlow v9 datagrams. Not thread-safe: whoever owns the [DataSets] owns this.
///
/// What is wrong with a datagram is counted with its exporter and never thrown; the FlowSets before and behind a
/// broken one are decoded as long as their lengths can be followed.
public final class Netflow9Decoder {
    public static final int VERSION = 9;

    static final int SYS_UPTIME_OFFSET = 4;
    static final int UNIX_SECS_OFFSET = 8;
    static final int SEQUENCE_OFFSET = 12;
    static final int SOURCE_ID_OFFSET = 16;
    static final int HEADER_LENGTH = 20;

    private static final int TEMPLATE_SET = 0;
    private static final int OPTIONS_TEMPLATE_SET = 1;

    private final DataSets dataSets;

    public Netflow9Decoder(DataSets dataSets) {
        this.dataSets = dataSets;
    }

    /// @param sourcePort of the exporter, or 0 where it does not tell sessions apart
    /// @param bytes the datagram, from index 0
    /// @param length how many bytes of it there are
    /// @param into takes the flow records
    /// @return the datagram's source id, for a datagram that has a header
    public OptionalLong decode(
            Exporter exporter,
            int sourcePort,
            byte[] bytes,
            int length,
            Instant receivedAt,
            List<FlowRecord> into) {
        if (length < HEADER_LENGTH) {
            exporter.malformed(
                    new MalformedException(
                            Malformation.HEADER,
                            "datagram ends at byte %d, want >= %d for a v9 header"
                                    .formatted(length, HEADER_LENGTH)));
            return OptionalLong.empty();
        }
        MessageContext context = context(exporter, sourcePort, bytes, receivedAt);
        track(context, bytes);
        SetWalk.walk(
                exporter,
                bytes,
                HEADER_LENGTH,
                length,
                (id, at, end) -> set(id, context, bytes, at, end, into));
        return OptionalLong.of(context.domain().key().domain());
    }

    private static MessageContext context(
            Exporter exporter, int sourcePort, byte[] bytes, Instant receivedAt) {
        long sourceId = NetworkOrder.u32(bytes, SOURCE_ID_OFFSET);
        Domain domain =
                exporter.domain(
                        new DomainKey(sourcePort, VERSION, sourceId),
                        SequenceTracker.Unit.DATAGRAMS);
        return new MessageContext(
                exporter,
                domain,
                NetworkOrder.u32(bytes, UNIX_SECS_OFFSET) * 1000,
                OptionalLong.of(NetworkOrder.u32(bytes, SYS_UPTIME_OFFSET)),
                receivedAt);
    }

    private void track(MessageContext context, byte[] bytes) {
        SequenceTracker sequence = context.domain().sequence();
        if (sequence.restartedBy(
                NetworkOrder.u32(bytes, SYS_UPTIME_OFFSET),
                NetworkOrder.u32(bytes, UNIX_SECS_OFFSET))) {
            dataSets.restarted(context);
        }
        switch (sequence.accept(NetworkOrder.u32(bytes, SEQUENCE_OFFSET), 1)) {
            case IN_ORDER -> {}
            case LATE -> context.exporter().count(Exporter.Count.LATE);
            case RESTARTED -> context.exporter().count(Exporter.Count.RESTARTS);
        }
    }

    private void set(
            int id, MessageContext context, byte[] bytes, int at, int end, List<FlowRecord> into)
            throws MalformedException {
        switch (id) {
            case TEMPLATE_SET ->
                    Netflow9Templates.flows(
                            bytes, at, end, t -> dataSets.template(t, context, into));
            case OPTIONS_TEMPLATE_SET ->
                    Netflow9Templates.options(
                            bytes, at, end, t -> dataSets.template(t, context, into));
            default -> {
                if (id < Template.ID_MIN) {
                    throw new MalformedException(
                            Malformation.SET_ID,
                            "set id at byte %d is %d, want 0, 1 or >= 256".formatted(at - 4, id));
                }
                dataSets.data(id, bytes, at, end, context, into);
            }
        }
    }
}
