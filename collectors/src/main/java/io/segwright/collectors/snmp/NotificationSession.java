package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.Notification.Kind;
import io.segwright.collectors.snmp.Notification.Proof;
import io.segwright.collectors.snmp.NotificationDecoder.Decoded;
import io.segwright.collectors.snmp.table.SnmpText;
import io.segwright.inventory.net.IpAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/// SNMP4J's message processing and security models for what one sender sends. One thread only.
final class NotificationSession {
    private static final SecurityProtocols PROTOCOLS =
            new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.any);

    /// A wrong engine id or time is how a sender of informs learns ours; these tell that it is not whom it says.
    private static final Set<OID> UNVERIFIED =
            Set.of(
                    SnmpConstants.usmStatsUnknownUserNames,
                    SnmpConstants.usmStatsWrongDigests,
                    SnmpConstants.usmStatsDecryptionErrors,
                    SnmpConstants.usmStatsUnsupportedSecLevels);

    private static final int VALUES_MAX = 64; // a notification has a handful
    private static final int TEXT_CHARS_MAX = 255;
    private static final long BOOTS_EPOCH =
            1_600_000_000L; // 2020: 31 bits of seconds last until 2088

    private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    private final CapturingTransport transport = new CapturingTransport();
    private final Map<String, String> credentials = new HashMap<>(); // name by user
    private @Nullable Notification captured; // null: nothing understood in the datagram in hand
    private IpAddress sender = IpAddress.of("0.0.0.0");
    private boolean doubted; // the datagram in hand could not be verified

    private NotificationSession(OctetString localEngine, List<SnmpCredential.V3> users, int boots) {
        CounterSupport counters =
                new CounterSupport() {
                    @Override
                    public void fireIncrementCounter(CounterEvent event) {
                        // and SNMP4J would keep one set of counters for the whole process
                        doubted = doubted || UNVERIFIED.contains(event.getOid());
                    }
                };
        USM usm = new USM(PROTOCOLS, localEngine, boots, counters);
        usm.setEngineDiscoveryEnabled(true); // a trap's authoritative engine is its sender
        for (SnmpCredential.V3 user : users) {
            credentials.put(user.user(), user.name());
            usm.addUser(
                    new UsmUser(
                            new OctetString(user.user()),
                            user.auth().oid(),
                            new OctetString(user.authKey().reveal()),
                            user.priv().oidOrNull(),
                            user.priv() == PrivProtocol.NONE
                                    ? null
                                    : new OctetString(user.privKey().reveal())));
        }
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(
                new MPv3(
                        localEngine.getValue(),
                        null,
                        PROTOCOLS,
                        SecurityModels.getCollection(new SecurityModel[] {usm}),
                        counters));
        dispatcher.addCommandResponder(
                new CommandResponder() {
                    @Override
                    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
                        capture(event);
                    }
                });
    }

    /// @param since its boots counter as the authoritative engine of informs
    static NotificationSession of(
            OctetString localEngine, List<SnmpCredential.V3> users, Instant since) {
        return new NotificationSession(
                localEngine, users, (int) (since.getEpochSecond() - BOOTS_EPOCH));
    }

    /// For v1 and v2c, which need no state.
    static NotificationSession unauthenticated(OctetString localEngine) {
        return new NotificationSession(localEngine, List.of(), 0);
    }

    Decoded decode(InetSocketAddress from, IpAddress address, byte[] datagram) {
        UdpAddress peer = new UdpAddress(from.getAddress(), from.getPort());
        captured = null;
        doubted = false;
        sender = address;
        dispatcher.processMessage(
                transport, peer, ByteBuffer.wrap(datagram), transport.stateFor(peer));
        return new Decoded(Optional.ofNullable(captured), transport.takenIfAny());
    }

    /// Whether the last datagram could not be verified, though it got the answer that RFC 3414 wants: wrong user, key or
    /// level.
    boolean isUnverified() {
        return doubted;
    }

    private <A extends Address> void capture(CommandResponderEvent<A> event) {
        event.setProcessed(true);
        PDU pdu = event.getPDU();
        boolean known =
                switch (pdu.getType()) {
                    case PDU.V1TRAP -> pdu instanceof PDUv1;
                    case PDU.TRAP, PDU.INFORM -> true;
                    default -> false; // somebody asks us: we are no agent
                };
        if (!known) {
            return;
        }
        captured =
                new Notification(
                        sender,
                        proof(event),
                        credentials.getOrDefault(
                                new String(event.getSecurityName(), StandardCharsets.UTF_8), ""),
                        objectId(pdu),
                        values(pdu),
                        pdu.getType() == PDU.INFORM ? Kind.INFORM : Kind.TRAP);
        if (pdu.getType() == PDU.INFORM) {
            answer(event);
        }
    }

    private static Proof proof(CommandResponderEvent<?> event) {
        if (event.getMessageProcessingModel() != MPv3.ID) {
            return Proof.NONE;
        }
        return switch (event.getSecurityLevel()) {
            case SecurityLevel.AUTH_PRIV -> Proof.ENCRYPTED;
            case SecurityLevel.AUTH_NOPRIV -> Proof.AUTHENTICATED;
            default -> Proof.NONE;
        };
    }

    private static String objectId(PDU pdu) {
        if (pdu instanceof PDUv1 v1) {
            boolean specific = v1.getGenericTrap() == PDUv1.ENTERPRISE_SPECIFIC;
            return specific
                    ? v1.getEnterprise().toDottedString() + ".0." + v1.getSpecificTrap()
                    : SnmpConstants.snmpTraps.toDottedString() + "." + (v1.getGenericTrap() + 1);
        }
        Variable value = pdu.getVariable(SnmpConstants.snmpTrapOID);
        return value instanceof OID oid ? oid.toDottedString() : "";
    }

    private static List<Notification.Value> values(PDU pdu) {
        List<Notification.Value> values = new ArrayList<>();
        for (VariableBinding binding : pdu.getVariableBindings()) {
            OID oid = binding.getOid();
            boolean header =
                    oid.equals(SnmpConstants.snmpTrapOID) || oid.equals(SnmpConstants.sysUpTime);
            if (!header && values.size() < VALUES_MAX) {
                String text = SnmpText.of(binding.getVariable());
                values.add(
                        new Notification.Value(
                                oid.toDottedString(),
                                text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX))));
            }
        }
        return values;
    }

    /// RFC 3416 sec. 4.2.7: the same variable bindings back.
    private static <A extends Address> void answer(CommandResponderEvent<A> event) {
        PDU response = (PDU) event.getPDU().clone();
        response.setType(PDU.RESPONSE);
        response.setErrorStatus(PDU.noError);
        response.setErrorIndex(0);
        if (response.getVariableBindings().isEmpty()) {
            response.add(new VariableBinding(SnmpConstants.sysUpTime, Null.instance));
        }
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            response,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException _) {
            // it asks again; the notification itself has been understood
        }
    }
}
