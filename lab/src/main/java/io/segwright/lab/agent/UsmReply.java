package io.segwright.lab.agent;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Writes SNMPv3 answers and reports.
final class UsmReply {
    private static final byte[] NOTHING = {};
    private static final Oid USM_STATS = Oid.of("1.3.6.1.6.3.15.1.1");
    private static final Oid UNKNOWN_CONTEXTS = Oid.of("1.3.6.1.6.3.12.1.5.0"); // RFC 3413 sec. 4

    private final BerWriter writer;
    private final UsmCrypto crypto;

    UsmReply(BerWriter writer, UsmCrypto crypto) {
        this.writer = writer;
        this.crypto = crypto;
    }

    /// An unauthenticated report with one usmStats counter.
    byte[] report(UsmMessage request, Agent agent, int statistic) {
        return message(request, agent, null, 0, scoped(agent, NOTHING, statistic));
    }

    /// An authenticated report, so that the manager may trust the time in it (RFC 3414 sec. 3.2 step 7).
    byte[] authenticReport(UsmMessage request, Agent agent, LocalKeys keys, int statistic) {
        return message(
                request, agent, keys, UsmMessage.FLAG_AUTH, scoped(agent, NOTHING, statistic));
    }

    /// The engine has no such context (RFC 3413 sec. 3.2).
    byte[] unknownContext(UsmMessage request, Agent agent, LocalKeys keys) {
        long count = agent.engine().countUnknownContext();
        byte[] counted = counted(agent, NOTHING, UNKNOWN_CONTEXTS, count);
        return message(request, agent, keys, UsmMessage.FLAG_AUTH, counted);
    }

    private byte[] scoped(Agent agent, byte[] context, int statistic) {
        long count = agent.engine().countUsm(statistic);
        return counted(agent, context, USM_STATS.child(statistic, 0), count);
    }

    private byte[] counted(Agent agent, byte[] context, Oid counter, long count) {
        agent.reports.incrementAndGet();
        byte[] varbind = Mib.encode(counter.toBer(), SnmpValue.counter32(count).element());
        VarbindList list = new VarbindList();
        list.add(varbind, 0, varbind.length);
        byte[] own = agent.engine().id();
        return scoped(own, context, Tags.REPORT, 0, new Answer(0, 0, list));
    }

    /// A scoped PDU: engine id, context name, PDU.
    byte[] scoped(byte[] contextEngine, byte[] context, int tag, int requestId, Answer answer) {
        writer.reset();
        int mark = writer.mark();
        answer.write(writer, tag, requestId);
        return writer.octets(Tags.OCTET_STRING, context)
                .octets(Tags.OCTET_STRING, contextEngine)
                .wrap(Tags.SEQUENCE, mark)
                .toBytes();
    }

    /// The message around a scoped PDU, at the security level of the flags.
    ///
    /// @param keys null where the flags ask for no security
    byte[] message(
            UsmMessage request,
            Agent agent,
            @Nullable LocalKeys keys,
            int flags,
            byte[] scopedPdu) {
        Engine engine = agent.engine();
        int boots = engine.boots();
        int time = engine.seconds();
        writer.reset();
        int whole = writer.mark();
        byte[] salt = NOTHING;
        if (keys != null && (flags & UsmMessage.FLAG_PRIV) != 0) {
            salt = ByteBuffer.allocate(8).putLong(engine.nextSalt()).array();
            writer.octets(Tags.OCTET_STRING, crypto.encrypt(keys, boots, time, salt, scopedPdu));
        } else {
            writer.bytes(scopedPdu, 0, scopedPdu.length);
        }
        int security = writer.mark();
        writer.octets(Tags.OCTET_STRING, salt);
        int macBytes = keys == null ? 0 : keys.protocol().macBytes();
        writer.octets(Tags.OCTET_STRING, new byte[macBytes]);
        int macAt = writer.mark() + 2; // tag and one-byte length come before it
        writer.octets(Tags.OCTET_STRING, request.user)
                .integer(time)
                .integer(boots)
                .octets(Tags.OCTET_STRING, engine.id())
                .wrap(Tags.SEQUENCE, security)
                .wrap(Tags.OCTET_STRING, security);
        int header = writer.mark();
        writer.integer(3)
                .octets(Tags.OCTET_STRING, new byte[] {(byte) flags})
                .integer(agent.messageBytesMax())
                .integer(request.messageId)
                .wrap(Tags.SEQUENCE, header)
                .integer(3)
                .wrap(Tags.SEQUENCE, whole);
        if (keys != null) {
            int start = writer.mark();
            byte[] mac = crypto.mac(keys, writer.buffer(), start, whole - start);
            System.arraycopy(mac, 0, writer.buffer(), macAt, macBytes);
        }
        return writer.toBytes();
    }
}
