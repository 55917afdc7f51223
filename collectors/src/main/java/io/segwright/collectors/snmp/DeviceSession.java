package io.segwright.collectors.snmp;

import io.segwright.collectors.pace.Pace.DevicePace;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.table.SnmpFault;
import io.segwright.collectors.snmp.table.SnmpFault.Kind;
import io.segwright.collectors.snmp.table.VarbindSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/// One device, asked with one credential, one request in flight. Paces, sends, waits, repeats with back-off, heals
/// SNMPv3 engine discovery and time windows, and names what went wrong. One thread only.
final class DeviceSession implements VarbindSource.Lane {
    private static final int RESYNCS_MAX = 3; // discovery, time window, and one reboot in between

    private final Wire wire;
    private final InetSocketAddress target;
    private final SnmpCredential credential;
    private final Messenger messenger;
    private final @Nullable UsmMessenger usm; // the same one where it speaks v3, null otherwise
    private final DevicePace pace;
    private final PoliteLimits limits;
    private final LocalizedKeys keys;
    private final RoundTrip roundTrip;
    private final boolean encrypts;
    private final boolean speaksBulk;
    private final Inbox inbox;
    private final List<Integer> claimed = new ArrayList<>();
    private final List<Integer> requestIds = new ArrayList<>();
    private boolean hailed;
    private boolean heard;
    private boolean authenticated;
    private boolean answered;
    private boolean engineFromCache;
    private int malformed;
    private int lastBytes;
    private Cost lastCost = Cost.UNKNOWN;

    DeviceSession(
            Wire wire,
            InetSocketAddress target,
            SnmpCredential credential,
            DevicePace pace,
            PoliteLimits limits,
            LocalizedKeys keys) {
        this.wire = wire;
        this.target = target;
        this.credential = credential;
        this.pace = pace;
        this.limits = limits;
        this.keys = keys;
        this.roundTrip = new RoundTrip(limits.timeout());
        this.encrypts =
                credential instanceof SnmpCredential.V3 user && user.priv() != PrivProtocol.NONE;
        this.inbox = wire.open();
        this.usm =
                credential instanceof SnmpCredential.V3 user
                        ? new UsmMessenger(user, target, keys, this::claim)
                        : null;
        this.messenger =
                switch (credential) {
                    case SnmpCredential.V1 v1 -> new CommunityMessenger(v1);
                    case SnmpCredential.V2c v2c -> new CommunityMessenger(v2c);
                    case SnmpCredential.V3 _ -> Objects.requireNonNull(usm);
                };
        this.speaksBulk = !(credential instanceof SnmpCredential.V1);
    }

    @Override
    public boolean speaksBulk() {
        return speaksBulk;
    }

    /// True once anything understandable came back.
    boolean wasHeard() {
        return heard;
    }

    /// True once a v3 message's authentication was verified.
    boolean wasAuthenticated() {
        return authenticated;
    }

    @Override
    public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
            throws SnmpFault {
        ensureEngine();
        PDU pdu = messenger.newPdu();
        pdu.setType(
                switch (request) {
                    case GET -> PDU.GET;
                    case GET_NEXT -> PDU.GETNEXT;
                    case GET_BULK -> PDU.GETBULK;
                });
        for (OID oid : oids) {
            pdu.add(new VariableBinding(oid));
        }
        if (request == Request.GET_BULK) {
            pdu.setNonRepeaters(0);
            pdu.setMaxRepetitions(Math.max(1, repetitions)); // 0 hangs some agents (ZTE C300)
        }
        Reply response = exchange(pdu, false);
        AgentErrors.check(response);
        answered = true;
        return response.varbinds();
    }

    @Override
    public int window() {
        return limits.window();
    }

    @Override
    public VarbindSource.Lane lane() {
        DeviceSession lane = new DeviceSession(wire, target, credential, pace, limits, keys);
        lane.hailed = true; // somebody listens there
        return lane;
    }

    @Override
    public Cost lastCost() {
        return lastCost;
    }

    @Override
    public Optional<VarbindSource> inContext(String name) {
        return Optional.of(new InContext(name));
    }

    /// This session in another context: the same socket, pace, engine and secret.
    private final class InContext implements VarbindSource {
        private final String name;

        InContext(String name) {
            this.name = name;
        }

        @Override
        public boolean speaksBulk() {
            return speaksBulk;
        }

        @Override
        public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
                throws SnmpFault {
            messenger.context(name);
            try {
                return DeviceSession.this.ask(request, oids, repetitions);
            } finally {
                messenger.context("");
            }
        }

        @Override
        public Cost lastCost() {
            return lastCost;
        }
    }

    private void ensureEngine() throws SnmpFault {
        if (usm == null || usm.engineId().isPresent()) {
            return;
        }
        Optional<OctetString> cached = keys.engine(target);
        if (cached.isPresent()) {
            engineFromCache = true;
            usm.trust(cached.get());
        } else {
            discover(usm);
        }
    }

    /// RFC 3414 sec. 4: an empty request makes the agent report its engine id.
    private void discover(UsmMessenger usm) throws SnmpFault {
        PDU empty = usm.newPdu();
        empty.setType(PDU.GET);
        exchange(empty, true);
        OctetString engine =
                usm.engineId()
                        .orElseThrow(() ->
                                new SnmpFault(
                                        Kind.MALFORMED,
                                        "the agent answered discovery without an engine id"));
        keys.learn(target, engine);
    }

    /// Sends until an answer is there. Each attempt has its own ids, and an answer to any of them counts.
    private Reply exchange(PDU pdu, boolean discovery) throws SnmpFault {
        int resyncs = 0;
        malformed = 0;
        try {
            for (int attempt = 0; attempt <= limits.retries(); attempt++) {
                Optional<Reply> reply = attempt(pdu, discovery, attempt);
                while (reply.isPresent() && reply.get().isReport() && !discovery) {
                    handleReport(reply.get());
                    if (++resyncs > RESYNCS_MAX) {
                        throw AgentErrors.of(UsmReport.NOT_IN_TIME_WINDOW);
                    }
                    reply = attempt(pdu, false, 0);
                }
                if (reply.isPresent()) {
                    return reply.get();
                }
                if (usm != null && engineFromCache && !heard && !discovery) {
                    engineFromCache = false; // perhaps another device has the address now
                    keys.forget(target);
                    usm.forgetEngine();
                    endExchange();
                    discover(usm);
                }
            }
            throw silence(discovery);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SnmpFault(Kind.CANCELLED, "cancelled");
        } finally {
            endExchange();
        }
    }

    private SnmpFault silence(boolean discovery) {
        if (malformed > 0) {
            return new SnmpFault(
                    Kind.MALFORMED,
                    malformed
                            + " datagrams came back, none an answer that can be decoded and verified");
        }
        if (encrypts && heard && !answered && !discovery) {
            return new SnmpFault(
                    Kind.WRONG_PRIVACY_KEY,
                    "the engine answered discovery but is silent on encrypted requests: wrong privacy"
                            + " key or protocol"
                            + (usm == null ? "" : usm.doubtOfContext())
                            + "; set the ones that the device has");
        }
        int attempts = limits.retries() + 1;
        return new SnmpFault(
                Kind.TIMEOUT,
                "no answer in " + attempts + (attempts == 1 ? " attempt" : " attempts"));
    }

    private void endExchange() {
        messenger.endExchange();
        claimed.forEach(wire::release);
        claimed.clear();
        requestIds.clear();
        inbox.clear();
    }

    private int claim() {
        int id = wire.claim(inbox);
        claimed.add(id);
        return id;
    }

    private Optional<Reply> attempt(PDU pdu, boolean discovery, int number)
            throws SnmpFault, InterruptedException {
        int requestId = claim();
        requestIds.add(requestId);
        pdu.setRequestID(new Integer32(requestId));
        byte[] message =
                discovery && usm != null ? usm.encodeDiscovery(pdu) : messenger.encode(pdu);
        pace.await();
        long sentNanos = System.nanoTime();
        Optional<Reply> reply = sendAndWait(message, sentNanos, roundTrip.waitNanos(number));
        if (reply.isPresent()) {
            heard = true;
            authenticated |= reply.get().authenticated();
            if (number == 0) {
                long nanos = System.nanoTime() - sentNanos;
                roundTrip.sample(nanos);
                lastCost = new Cost(nanos, lastBytes);
            } else {
                lastCost = new Cost(0, lastBytes); // which attempt it answers is unknown (Karn)
            }
        }
        return reply;
    }

    private Optional<Reply> sendAndWait(byte[] message, long sentNanos, long waitNanos)
            throws SnmpFault, InterruptedException {
        try {
            if (!hailed) {
                hailed = true;
                return Hail.ask(target, message, waitNanos).flatMap(this::decode);
            }
            wire.send(message, target);
        } catch (PortUnreachableException _) {
            throw new SnmpFault(
                    Kind.REFUSED,
                    "port unreachable: a host, but no agent on port " + target.getPort());
        } catch (InterruptedIOException | ClosedByInterruptException _) {
            throw new InterruptedException();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            throw new SnmpFault(Kind.TIMEOUT, "cannot send: " + sendFailure(e));
        }
        return await(sentNanos + waitNanos);
    }

    private static String sendFailure(IOException error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    private Optional<Reply> await(long deadlineNanos) throws InterruptedException {
        while (true) {
            byte[] datagram = inbox.poll(deadlineNanos);
            if (datagram == null) {
                return Optional.empty();
            }
            Optional<Reply> reply = decode(datagram);
            if (reply.isPresent()) {
                return reply;
            }
        }
    }

    private Optional<Reply> decode(byte[] bytes) {
        OptionalInt id = MessageIds.peek(bytes, bytes.length);
        boolean ours = id.isPresent() && claimed.contains(id.getAsInt());
        Optional<Reply> reply = ours ? messenger.decode(bytes) : Optional.empty();
        boolean answer =
                reply.isPresent()
                        && (reply.get().isReport() || requestIds.contains(reply.get().requestId()));
        if (!answer) {
            malformed++;
            return Optional.empty();
        }
        lastBytes = bytes.length;
        return reply;
    }

    /// @throws SnmpFault unless sending again may heal it
    private void handleReport(Reply report) throws SnmpFault {
        UsmReport said = UsmReport.of(report);
        switch (said) {
            case NOT_IN_TIME_WINDOW -> {} // SNMP4J has taken the engine's time from the report
            case UNKNOWN_ENGINE -> {
                if (usm != null) { // only v3 has reports
                    keys.forget(target);
                    usm.forgetEngine();
                    discover(usm);
                }
            }
            case UNKNOWN_USER, WRONG_DIGEST, DECRYPTION_ERROR, UNSUPPORTED_LEVEL ->
                    throw AgentErrors.of(said);
            case UNKNOWN_CONTEXT -> {
                if (usm != null) {
                    throw usm.unknownContext();
                }
            }
            case OTHER -> throw AgentErrors.unknown(UsmReport.counter(report));
        }
    }

    @Override
    public void close() {
        endExchange();
        wire.close(inbox);
    }
}
