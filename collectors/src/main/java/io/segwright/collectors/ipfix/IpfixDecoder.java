package io.segwright.collectors.ipfix;

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
import java.util.Optional;
import java.util.OptionalLong;

/// Reads IPFIX messages, one a datagram. Not thread-safe: whoever owns the [DataSets] owns this.
///
/// What is wrong with a datagram is counted with its exporter and never thrown; the sets before and behind a broken
/// one are decoded as long as their lengths can be followed.
public final class IpfixDecoder {
    public static final int VERSION = 10;

    static final int LENGTH_OFFSET = 2;
    static final int EXPORT_TIME_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 8;
    static final int DOMAIN_OFFSET = 12;
    static final int HEADER_LENGTH = 16;

    private static final int TEMPLATE_SET = 2;
    private static final int OPTIONS_TEMPLATE_SET = 3;

    private final DataSets dataSets;
    private long records; // of the message being read
    private boolean counted; // false once one of its sets could not be counted

    public IpfixDecoder(DataSets dataSets) {
        this.dataSets = dataSets;
    }

    /// @param sourcePort of the exporter, or 0 where it does not tell sessions apart
    /// @param bytes the datagram, from index 0
    /// @param length how many bytes of it there are
    /// @param into takes the flow records
    /// @return the message's observation domain, for a datagram that has a header
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
                            "datagram ends at byte %d, want >= %d for an IPFIX header"
                                    .formatted(length, HEADER_LENGTH)));
            return OptionalLong.empty();
        }
        MessageContext context = context(exporter, sourcePort, bytes, receivedAt);
        records = 0;
        counted = true;
        SetWalk.walk(
                exporter,
                bytes,
                HEADER_LENGTH,
                messageEnd(exporter, bytes, length),
                (id, at, end) -> set(id, context, bytes, at, end, into));
        track(context, NetworkOrder.u32(bytes, SEQUENCE_OFFSET));
        return OptionalLong.of(context.domain().key().domain());
    }

    private static MessageContext context(
            Exporter exporter, int sourcePort, byte[] bytes, Instant receivedAt) {
        long domainId = NetworkOrder.u32(bytes, DOMAIN_OFFSET);
        Domain domain =
                exporter.domain(
                        new DomainKey(sourcePort, VERSION, domainId), SequenceTracker.Unit.RECORDS);
        return new MessageContext(
                exporter,
                domain,
                NetworkOrder.u32(bytes, EXPORT_TIME_OFFSET) * 1000,
                OptionalLong.empty(),
                receivedAt);
    }

    /// The message's own length, or what there is of it. A datagram that was cut still has whole sets in it.
    private int messageEnd(Exporter exporter, byte[] bytes, int length) {
        int declared = NetworkOrder.u16(bytes, LENGTH_OFFSET);
        boolean fits =
                declared >= HEADER_LENGTH
                        && declared <= length
                        && NetworkOrder.isZero(bytes, declared, length);
        if (!fits) {
            counted = false;
            exporter.malformed(
                    new MalformedException(
                            Malformation.MESSAGE_LENGTH,
                            "message length at byte %d is %d, want %d, the datagram's"
                                    .formatted(LENGTH_OFFSET, declared, length)));
        }
        return declared < HEADER_LENGTH ? HEADER_LENGTH : Math.min(declared, length);
    }

    private void track(MessageContext context, long number) {
        SequenceTracker sequence = context.domain().sequence();
        switch (sequence.accept(number, records)) {
            case IN_ORDER -> {}
            case LATE -> context.exporter().count(Exporter.Count.LATE);
            case RESTARTED -> context.exporter().count(Exporter.Count.RESTARTS);
        }
        if (!counted) {
            sequence.lostCount();
        }
    }

    private void set(
            int id, MessageContext context, byte[] bytes, int at, int end, List<FlowRecord> into)
            throws MalformedException {
        switch (id) {
            case TEMPLATE_SET, OPTIONS_TEMPLATE_SET ->
                    IpfixTemplates.read(
                            id == TEMPLATE_SET ? Template.Kind.FLOWS : Template.Kind.OPTIONS,
                            bytes,
                            at,
                            end,
                            t -> dataSets.template(t, context, into),
                            () -> context.exporter().count(Exporter.Count.WITHDRAWALS_IGNORED));
            default -> {
                if (id < Template.ID_MIN) {
                    throw new MalformedException(
                            Malformation.SET_ID,
                            "set id at byte %d is %d, want 2, 3 or >= 256".formatted(at - 4, id));
                }
                data(id, context, bytes, at, end, into);
            }
        }
    }

    private void data(
            int id, MessageContext context, byte[] bytes, int at, int end, List<FlowRecord> into)
            throws MalformedException {
        boolean countedBefore = counted;
        counted = false; // and stays so when the set is broken
        Optional<Integer> inSet = dataSets.data(id, bytes, at, end, context, into);
        if (inSet.isPresent()) {
            records += inSet.get();
            counted = countedBefore;
        }
    }
}
