package io.segwright.lab.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One datagram in, at most one out. A pure function of agent and datagram but for counters; one a thread.
final class Responder {
    private static final int MESSAGE_BYTES_MAX = 65_535;
    private static final int COMMUNITY_OVERHEAD =
            64; // version, PDU's own fields and all headers around them
    private static final int USM_OVERHEAD =
            256; // the same with header, security parameters, two engine ids
    private static final int WINDOW_SECONDS = 150; // RFC 3414 sec. 2.2.3
    private static final int BOOTS_LATCHED =
            Integer.MAX_VALUE; // RFC 3414 sec. 2.2.3: time never again

    private final BerWriter writer = new BerWriter(MESSAGE_BYTES_MAX);
    private final UsmCrypto crypto = new UsmCrypto();
    private final UsmReply usm = new UsmReply(writer, crypto);

    /// @param datagram may be written to and is restored
    /// @return null for silence: most hostile or unauthorised input gets exactly that
    byte @Nullable [] answer(Agent agent, byte[] datagram, int length) {
        agent.datagrams.incrementAndGet();
        FaultSet faults = agent.faults();
        if (faults.swallows()) {
            return null;
        }
        byte[] out;
        try {
            BerReader message = new BerReader(datagram, 0, length).enter(Tags.SEQUENCE);
            int version = message.integer();
            out =
                    switch (version) {
                        case 0, 1 -> community(agent, version, message, datagram);
                        case 3 -> v3(agent, new UsmMessage(message), datagram, length);
                        default -> throw new BerException("SNMP version " + version);
                    };
        } catch (BerException _) {
            agent.malformed.incrementAndGet();
            return null;
        }
        if (out == null || faults.exhausted()) {
            return null;
        }
        agent.answered.incrementAndGet();
        return out.length > faults.bytesMax() ? Arrays.copyOf(out, faults.bytesMax()) : out;
    }

    private byte @Nullable [] community(
            Agent agent, int version, BerReader message, byte[] datagram) throws BerException {
        byte[] community = message.octets(Tags.OCTET_STRING);
        Pdu pdu = Pdu.read(message, datagram);
        String context = agent.contextOf(version, community);
        if (context == null) {
            agent.wrongCommunity.incrementAndGet();
            return null;
        }
        if (!pdu.isRequest() || (version == 0 && pdu.tag() == Tags.GET_BULK)) {
            throw new BerException("PDU " + pdu.tag() + " is no request of version " + version);
        }
        int budget = agent.messageBytesMax() - COMMUNITY_OVERHEAD - community.length;
        Answer.Model model = version == 0 ? Answer.Model.V1 : Answer.Model.V2;
        Answer answer = execute(agent, context, pdu, model, budget);
        writer.reset();
        int mark = writer.mark();
        answer.write(writer, Tags.RESPONSE, requestId(agent, pdu));
        return writer.octets(Tags.OCTET_STRING, community)
                .integer(version)
                .wrap(Tags.SEQUENCE, mark)
                .toBytes();
    }

    private static Answer execute(
            Agent agent, String context, Pdu pdu, Answer.Model model, int budget)
            throws BerException {
        if (pdu.tag() == Tags.SET) {
            agent.sets.incrementAndGet();
        }
        Answer answer = Answer.of(pdu, agent.view(context), model, budget, agent.faults());
        agent.varbinds.addAndGet(answer.varbinds().size());
        return answer;
    }

    private static int requestId(Agent agent, Pdu pdu) {
        return agent.faults().wrongRequestId() ? pdu.requestId() ^ 0x5555 : pdu.requestId();
    }

    /// RFC 3414 sec. 3.2, in its order.
    private byte @Nullable [] v3(Agent agent, UsmMessage request, byte[] datagram, int length)
            throws BerException {
        LocalKeys keys = agent.keys();
        if (keys == null) {
            agent.wrongCommunity.incrementAndGet();
            return null;
        }
        Engine engine = agent.engine();
        if (!Arrays.equals(request.engineId, engine.id())) {
            return report(request, agent, Engine.UNKNOWN_ENGINE_IDS);
        }
        if (!keys.isUser(request.user)) {
            return report(request, agent, Engine.UNKNOWN_USER_NAMES);
        }
        if (!request.isAuthenticated()) {
            return request.isPrivate()
                    ? report(request, agent, Engine.UNSUPPORTED_SEC_LEVELS)
                    : refuse(request, agent, keys);
        }
        if (!request.isGenuine(crypto, keys, datagram, length)) {
            return report(request, agent, Engine.WRONG_DIGESTS);
        }
        if (!inTime(request, engine)) {
            return request.isReportable()
                    ? usm.authenticReport(request, agent, keys, Engine.NOT_IN_TIME_WINDOWS)
                    : null;
        }
        return request.isPrivate()
                ? answerPrivate(agent, request, keys)
                : refuse(request, agent, keys);
    }

    private byte @Nullable [] report(UsmMessage request, Agent agent, int statistic) {
        return request.isReportable() ? usm.report(request, agent, statistic) : null;
    }

    private static boolean inTime(UsmMessage request, Engine engine) {
        return engine.boots() != BOOTS_LATCHED
                && request.boots == engine.boots()
                && Math.abs((long) request.time - engine.seconds()) <= WINDOW_SECONDS;
    }

    /// The view of a user who did not encrypt is empty: authorizationError, as net-snmp says it.
    private byte[] refuse(UsmMessage request, Agent agent, LocalKeys keys) throws BerException {
        BerReader scoped = request.rest.enter(Tags.SEQUENCE);
        scoped.octets(Tags.OCTET_STRING);
        byte[] context = scoped.octets(Tags.OCTET_STRING);
        Pdu pdu = Pdu.read(scoped, new byte[0]);
        Answer no = new Answer(Answer.AUTHORIZATION_ERROR, 0, new VarbindList());
        byte[] out = usm.scoped(agent, context, Tags.RESPONSE, pdu.requestId(), no);
        int flags = request.flags & UsmMessage.FLAG_AUTH;
        return usm.message(request, agent, flags == 0 ? null : keys, flags, out);
    }

    private byte @Nullable [] answerPrivate(Agent agent, UsmMessage request, LocalKeys keys)
            throws BerException {
        if (request.privParameters.length != 8) {
            throw new BerException("privacy parameters of other than 8 bytes");
        }
        byte[] encrypted = request.rest.octets(Tags.OCTET_STRING);
        byte[] plain =
                crypto.decrypt(
                        keys, request.boots, request.time, request.privParameters, encrypted);
        BerReader scoped = new BerReader(plain, 0, plain.length).enter(Tags.SEQUENCE);
        scoped.octets(Tags.OCTET_STRING); // the context engine; only our own can have got here
        byte[] context = scoped.octets(Tags.OCTET_STRING);
        Pdu pdu = Pdu.read(scoped, plain);
        String name = new String(context, StandardCharsets.UTF_8);
        if (!pdu.isRequest() || !agent.has(name)) {
            throw new BerException("PDU " + pdu.tag() + " in a context of " + context.length);
        }
        int most = Math.min(agent.messageBytesMax(), request.messageBytesMax);
        Answer answer = execute(agent, name, pdu, Answer.Model.V2, most - USM_OVERHEAD);
        byte[] out = usm.scoped(agent, context, Tags.RESPONSE, requestId(agent, pdu), answer);
        int flags = UsmMessage.FLAG_AUTH | UsmMessage.FLAG_PRIV;
        return usm.message(request, agent, keys, flags, out);
    }
}
