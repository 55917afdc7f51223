package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.table.SnmpFault;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
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

/// Messages of SNMPv3 with the user-based security model, by SNMP4J's message processing. No socket: SNMP4J writes
/// into a [CapturingTransport].
///
/// The USM object is this device's own, so that its engine clock cannot be moved by another agent with the same
/// engine id. One thread only.
final class UsmMessenger implements Messenger {
    private static final SecurityProtocols PROTOCOLS =
            new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.any);
    private static final OctetString LOCAL_ENGINE =
            new OctetString(MPv3.createLocalEngineID(new OctetString("segwright")));

    private static final int CONTEXT_CHARS_SHOWN = 64; // of a name in a message

    private final SnmpCredential.V3 credential;
    private final UdpAddress address;
    private final CapturingTransport transport = new CapturingTransport();
    private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    private final USM usm;
    private final MPv3 v3;
    private final LocalizedKeys keys;
    private final List<PduHandle> handles = new ArrayList<>(); // SNMP4J holds them weakly
    private String context = ""; // the default one, RFC 3411 sec. 3.3.1
    private @Nullable OctetString engine; // null until discovered
    private @Nullable Reply captured; // null until SNMP4J has accepted a message

    /// @param messageIds claims a fresh msgID for each outgoing v3 message
    UsmMessenger(
            SnmpCredential.V3 credential,
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
        dispatcher.addMessageProcessingModel(v3);
        dispatcher.addCommandResponder(
                new CommandResponder() {
                    @Override
                    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
                        capture(event);
                    }
                });
    }

    @Override
    public PDU newPdu() {
        return new ScopedPDU();
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

    void forgetEngine() {
        v3.removeEngineID(address);
        engine = null;
    }

    private void localize(OctetString id) {
        LocalizedKeys.Pair pair = keys.localized(credential, id, PROTOCOLS);
        usm.addLocalizedUser(
                id.getValue(),
                new OctetString(credential.user()),
                credential.auth().oid(),
                pair.auth(),
                credential.priv().oidOrNull(),
                pair.privOrNull());
    }

    @Override
    public void context(String name) {
        context = name;
    }

    /// The context that requests ask now; empty for the default one.
    private String asked() {
        return context.isEmpty() ? credential.context() : context;
    }

    /// What a report that the agent has no such context comes to. A context's name may come from a device.
    SnmpFault unknownContext() {
        return new SnmpFault(
                SnmpFault.Kind.NOT_AUTHORIZED,
                asked().isEmpty()
                        ? "the agent has no default context (snmpUnknownContexts); name one of its own as \"context\" of the credential"
                        : "the agent has no context '"
                                + shown()
                                + "' (snmpUnknownContexts); correct the credential's \"context\", or leave it out");
    }

    /// Another reason for silence: net-snmp's agent answers a context that it does not have with none.
    String doubtOfContext() {
        return asked().isEmpty() ? "" : ", or a context '" + shown() + "' that it does not have";
    }

    private String shown() {
        String name = asked().replaceAll("\\p{Cntrl}", "?");
        return name.substring(0, Math.min(name.length(), CONTEXT_CHARS_SHOWN));
    }

    @Override
    public byte[] encode(PDU pdu) throws SnmpFault {
        if (pdu instanceof ScopedPDU scoped) {
            // SNMP4J fills it with the engine id, and would keep that of an engine that was
            // replaced meanwhile
            scoped.setContextEngineID(new OctetString());
            scoped.setContextName(new OctetString(asked()));
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
        byte[] id = engine == null ? new byte[0] : engine.getValue();
        int level =
                credential.priv() == PrivProtocol.NONE
                        ? SecurityLevel.AUTH_NOPRIV
                        : SecurityLevel.AUTH_PRIV;
        UserTarget<UdpAddress> target =
                new UserTarget<>(address, new OctetString(credential.user()), id, level);
        target.setVersion(SnmpConstants.version3);
        return target;
    }

    /// Whatever address it came from, SNMP4J is told the one that was asked: the message id
    /// brought it here, and v3 messages prove themselves.
    @Override
    public Optional<Reply> decode(byte[] datagram) {
        captured = null;
        dispatcher.processMessage(
                transport, address, ByteBuffer.wrap(datagram), transport.stateFor(address));
        Optional<Reply> reply = Optional.ofNullable(captured);
        if (engine == null) {
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
        boolean expected = event.getMessageProcessingModel() == MPv3.ID;
        if (expected && (type == PDU.RESPONSE || type == PDU.REPORT)) {
            captured =
                    Reply.of(event.getPDU(), event.getSecurityLevel() >= SecurityLevel.AUTH_NOPRIV);
        }
    }

    @Override
    public void endExchange() {
        for (PduHandle handle : handles) {
            v3.releaseStateReference(handle);
        }
        handles.clear();
    }
}
