package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.table.SnmpFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/// Turns PDUs into datagrams and back for one device and one credential, by SNMP4J's message processing and security
/// models. No socket: SNMP4J writes into a [CapturingTransport].
///
/// The USM object is this device's own, so that its engine clock cannot be moved by another agent with the same
/// engine id. One thread only.
final class Messenger {
    private static final SecurityProtocols PROTOCOLS =
            new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.any);
    private static final String VLAN = "vlan-";
    private static final OctetString LOCAL_ENGINE =
            new OctetString(MPv3.createLocalEngineID(new OctetString("segwright")));

    private final SnmpCredential credential;
    private final UdpAddress address;
    private final CapturingTransport transport = new CapturingTransport();
    private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    private final USM usm;
    private final MPv3 v3;
    private final LocalizedKeys keys;
    private final List<PduHandle> handles = new ArrayList<>(); // SNMP4J holds them weakly
    private String context = ""; // the default context, RFC 3411 sec. 3.3.1
    private @Nullable OctetString engine; // null until discovered
    private @Nullable Reply captured; // null until SNMP4J has accepted a message

    /// @param authenticated the message's authentication code was verified
    record Reply(PDU pdu, boolean authenticated) {}

    /// @param messageIds claims a fresh msgID for each outgoing v3 message
    Messenger(
            SnmpCredential credential,
            InetSocketAddress target,
            LocalizedKeys keys,
            IntSupplier messageIds) {
        this.credential = credential;
        this.address = new UdpAddress(target.getAddress(), target.getPort());
        this.keys = keys;
        this.usm = new USM(PROTOCOLS, LOCAL_ENGINE, 0);
        this.v3 =
                new MPv3(
                        LOCAL_ENGINE.getValue(),
                        null,
                        PROTOCOLS,
                        SecurityModels.getCollection(new SecurityModel[] {usm}),
                        CounterSupport.getInstance()) {
                    @Override
                    public synchronized int getNextMessageID() {
                        return messageIds.getAsInt();
                    }
                };
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(v3);
        dispatcher.addCommandResponder(
                new CommandResponder() {
                    @Override
                    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
                        capture(event);
                    }
                });
    }

    boolean isV3() {
        return credential instanceof SnmpCredential.V3;
    }

    PDU newPdu() {
        return switch (credential) {
            case SnmpCredential.V1 _ -> new PDUv1();
            case SnmpCredential.V2c _ -> new PDU();
            case SnmpCredential.V3 _ -> new ScopedPDU();
        };
    }

    /// The engine id that the device answered discovery with, or that was [#trust]ed.
    Optional<OctetString> engineId() {
        return Optional.ofNullable(engine);
    }

    /// Uses an engine id that this address had before.
    void trust(OctetString id) {
        engine = id;
        localize(id);
    }

    /// What the next requests ask, until it is changed again; empty for the default context.
    void context(String name) {
        context = name;
    }

    void forgetEngine() {
        v3.removeEngineID(address);
        engine = null;
    }

    private void localize(OctetString id) {
        if (credential instanceof SnmpCredential.V3 user) {
            LocalizedKeys.Pair pair = keys.localized(user, id, PROTOCOLS);
            usm.addLocalizedUser(
                    id.getValue(),
                    new OctetString(user.user()),
                    user.auth().oid(),
                    pair.auth(),
                    user.priv().oidOrNull(),
                    pair.privOrNull());
        }
    }

    byte[] encode(PDU pdu) throws SnmpFault {
        if (pdu instanceof ScopedPDU scoped) {
            // SNMP4J fills it with the engine id, and would keep that of an engine that was
            // replaced meanwhile
            scoped.setContextEngineID(new OctetString());
            String own = credential instanceof SnmpCredential.V3 user ? user.context() : "";
            scoped.setContextName(new OctetString(context.isEmpty() ? own : context));
        }
        return encode(pdu, target());
    }

    /// An empty, unauthenticated request that makes an agent report its engine id (RFC 3414 sec. 4).
    byte[] encodeDiscovery(PDU empty) throws SnmpFault {
        UserTarget<UdpAddress> nobody =
                new UserTarget<>(
                        address, new OctetString(), new byte[0], SecurityLevel.NOAUTH_NOPRIV);
        nobody.setVersion(SnmpConstants.version3);
        return encode(empty, nobody);
    }

    private byte[] encode(PDU pdu, Target<UdpAddress> target) throws SnmpFault {
        try {
            handles.add(dispatcher.sendPdu(transport, target, pdu, true));
            return transport.taken();
        } catch (MessageException e) {
            throw new SnmpFault(
                    SnmpFault.Kind.MALFORMED, "cannot encode the request: " + e.getMessage());
        }
    }

    private Target<UdpAddress> target() {
        return switch (credential) {
            case SnmpCredential.V1 v1 -> community(v1.community(), SnmpConstants.version1);
            case SnmpCredential.V2c v2c -> community(v2c.community(), SnmpConstants.version2c);
            case SnmpCredential.V3 user -> {
                byte[] id = engine == null ? new byte[0] : engine.getValue();
                int level =
                        user.priv() == PrivProtocol.NONE
                                ? SecurityLevel.AUTH_NOPRIV
                                : SecurityLevel.AUTH_PRIV;
                UserTarget<UdpAddress> target =
                        new UserTarget<>(address, new OctetString(user.user()), id, level);
                target.setVersion(SnmpConstants.version3);
                yield target;
            }
        };
    }

    private Target<UdpAddress> community(Secret community, int version) {
        CommunityTarget<UdpAddress> target =
                new CommunityTarget<>(address, new OctetString(inContext(community)));
        target.setVersion(version);
        return target;
    }

    /// `community@name`; `community@N` for the context `vlan-N`, as Cisco's community indexing wants it.
    private byte[] inContext(Secret community) {
        byte[] plain = community.reveal();
        if (context.isEmpty()) {
            return plain;
        }
        String name = context.startsWith(VLAN) ? context.substring(VLAN.length()) : context;
        byte[] suffix = ("@" + name).getBytes(StandardCharsets.UTF_8);
        byte[] indexed = Arrays.copyOf(plain, plain.length + suffix.length);
        System.arraycopy(suffix, 0, indexed, plain.length, suffix.length);
        return indexed;
    }

    /// Decodes and verifies. Whatever address it came from, SNMP4J is told the one that was asked: the message id
    /// brought it here, and v3 messages prove themselves.
    ///
    /// @return empty where it is no response or report to this session's requests
    Optional<Reply> decode(byte[] datagram) {
        captured = null;
        dispatcher.processMessage(
                transport, address, ByteBuffer.wrap(datagram), transport.stateFor(address));
        Optional<Reply> reply = Optional.ofNullable(captured);
        if (engine == null && isV3()) {
            OctetString discovered = v3.getEngineID(address);
            if (discovered != null) {
                trust(discovered);
            }
        }
        return reply;
    }

    private void capture(CommandResponderEvent<?> event) {
        event.setProcessed(true);
        int type = event.getPDU().getType();
        boolean expected =
                switch (credential) {
                    case SnmpCredential.V1 v1 ->
                            event.getMessageProcessingModel() == MPv1.ID
                                    && isCommunity(event, v1.community());
                    case SnmpCredential.V2c v2c ->
                            event.getMessageProcessingModel() == MPv2c.ID
                                    && isCommunity(event, v2c.community());
                    case SnmpCredential.V3 _ -> event.getMessageProcessingModel() == MPv3.ID;
                };
        if (expected && (type == PDU.RESPONSE || (type == PDU.REPORT && isV3()))) {
            boolean authenticated = isV3() && event.getSecurityLevel() >= SecurityLevel.AUTH_NOPRIV;
            captured = new Reply(event.getPDU(), authenticated);
        }
    }

    private boolean isCommunity(CommandResponderEvent<?> event, Secret community) {
        return MessageDigest.isEqual(event.getSecurityName(), inContext(community));
    }

    /// After an exchange: late answers to it are no longer recognised.
    void endExchange() {
        for (PduHandle handle : handles) {
            v3.releaseStateReference(handle);
        }
        handles.clear();
    }

    /// True where `error` means that nothing could be sent, e.g. no route.
    static String sendFailure(IOException error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
