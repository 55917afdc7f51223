package io.segwright.lab.agent;

import org.jspecify.annotations.Nullable;

/// One datagram in, at most one out. A pure function of what is behind the door and of the datagram, but for counters;
/// one a thread.
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
    private FaultSet faults = FaultSet.NONE;

    /// How whoever was asked last misbehaves: they hold for the way of its answer too.
    FaultSet faults() {
        return faults;
    }

    /// @param datagram may be written to and is restored
    /// @return null for silence: most hostile or unauthorised input gets exactly that
    byte @Nullable [] answer(Door door, byte[] datagram, int length) {
        Agent front = door.front();
        front.datagrams.incrementAndGet();
        faults = front.faults();
        byte[] out;
        try {
            BerReader message = new BerReader(datagram, 0, length).enter(Tags.SEQUENCE);
            int version = message.integer();
            out =
                    switch (version) {
                        case 0, 1 -> community(door, version, message, datagram);
                        case 3 -> v3(door, new UsmMessage(message), datagram, length);
                        default -> throw new BerException("SNMP version " + version);
                    };
        } catch (BerException _) {
            front.malformed.incrementAndGet();
            return null;
        }
        if (out == null || faults.exhausted()) {
            return null;
        }
        front.answered.incrementAndGet();
        return faults.shorten(out);
    }

    private byte @Nullable [] community(Door door, int version, BerReader message, byte[] datagram)
            throws BerException {
        byte[] community = message.octets(Tags.OCTET_STRING);
        Pdu pdu = Pdu.read(message, datagram);
        Asked asked = door.byCommunity(version, community);
        if (asked == null) {
            door.front().wrongCommunity.incrementAndGet();
            return null;
        }
        Agent agent = asked.agent();
        faults = agent.faults();
        if (faults.swallows()) {
            return null;
        }
        if (!pdu.isRequest() || (version == 0 && pdu.tag() == Tags.GET_BULK)) {
            throw new BerException("PDU " + pdu.tag() + " is no request of version " + version);
        }
        int budget = agent.messageBytesMax() - COMMUNITY_OVERHEAD - community.length;
        Answer.Model model = version == 0 ? Answer.Model.V1 : Answer.Model.V2;
        Answer answer = execute(door.front(), asked, pdu, model, budget);
        writer.reset();
        int mark = writer.mark();
        answer.write(writer, Tags.RESPONSE, requestId(agent, pdu));
        return writer.octets(Tags.OCTET_STRING, community)
                .integer(version)
                .wrap(Tags.SEQUENCE, mark)
                .toBytes();
    }

    private static Answer execute(
            Agent front, Asked asked, Pdu pdu, Answer.Model model, int budget)
            throws BerException {
        if (pdu.tag() == Tags.SET) {
            front.sets.incrementAndGet();
        }
        Answer answer = Answer.of(pdu, asked.view(), model, budget, asked.agent().faults());
        front.varbinds.addAndGet(answer.varbinds().size());
        return answer;
    }

    private static int requestId(Agent agent, Pdu pdu) {
        return agent.faults().wrongRequestId() ? pdu.requestId() ^ 0x5555 : pdu.requestId();
    }

    /// RFC 3414 sec. 3.2, in its order.
    private byte @Nullable [] v3(Door door, UsmMessage request, byte[] datagram, int length)
            throws BerException {
        if (door.front().keys() == null) {
            door.front().wrongCommunity.incrementAndGet();
            return null;
        }
        Agent owner = door.byEngine(request.engineId);
        Agent agent = owner == null ? door.front() : owner;
        faults = agent.faults();
        if (faults.swallows()) {
            return null;
        }
        if (faults.reboots()) {
            agent.reboot();
        }
        if (owner == null) {
            return report(request, agent, Engine.UNKNOWN_ENGINE_IDS);
        }
        LocalKeys keys = door.keys(agent, request.user);
        if (keys == null) {
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
        if (!inTime(request, agent.engine())) {
            return request.isReportable()
                    ? usm.authenticReport(request, agent, keys, Engine.NOT_IN_TIME_WINDOWS)
                    : null;
        }
        return request.isPrivate()
                ? answerPrivate(door, agent, request, keys)
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
        byte[] contextEngine = scoped.octets(Tags.OCTET_STRING);
        byte[] context = scoped.octets(Tags.OCTET_STRING);
        Pdu pdu = Pdu.read(scoped, new byte[0]);
        Answer no = new Answer(Answer.AUTHORIZATION_ERROR, 0, new VarbindList());
        byte[] out = usm.scoped(contextEngine, context, Tags.RESPONSE, pdu.requestId(), no);
        int flags = request.flags & UsmMessage.FLAG_AUTH;
        return usm.message(request, agent, flags == 0 ? null : keys, flags, out);
    }

    private byte @Nullable [] answerPrivate(
            Door door, Agent engine, UsmMessage request, LocalKeys keys) throws BerException {
        if (request.privParameters.length != 8) {
            throw new BerException("privacy parameters of other than 8 bytes");
        }
        byte[] encrypted = request.rest.octets(Tags.OCTET_STRING);
        byte[] plain =
                crypto.decrypt(
                        keys, request.boots, request.time, request.privParameters, encrypted);
        BerReader scoped = new BerReader(plain, 0, plain.length).enter(Tags.SEQUENCE);
        byte[] contextEngine = scoped.octets(Tags.OCTET_STRING);
        byte[] context = scoped.octets(Tags.OCTET_STRING);
        Pdu pdu = Pdu.read(scoped, plain);
        if (!pdu.isRequest()) {
            throw new BerException("PDU " + pdu.tag() + " is no request");
        }
        Asked asked = door.byContext(engine, request.user, contextEngine, context);
        if (asked == null) {
            return request.isReportable() ? usm.unknownContext(request, engine, keys) : null;
        }
        Agent agent = asked.agent();
        int most = Math.min(agent.messageBytesMax(), request.messageBytesMax);
        Answer answer = execute(door.front(), asked, pdu, Answer.Model.V2, most - USM_OVERHEAD);
        byte[] out =
                usm.scoped(contextEngine, context, Tags.RESPONSE, requestId(agent, pdu), answer);
        int flags = UsmMessage.FLAG_AUTH | UsmMessage.FLAG_PRIV;
        return usm.message(request, engine, keys, flags, out);
    }
}
