package io.segwright.lab.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/// SNMP4J as the independent referee of the agents.
public final class Snmp4jReader implements AutoCloseable {
    private final Snmp snmp;
    private final USM usm;

    public Snmp4jReader() throws IOException {
        // without this SNMP4J drops a wrongDigests report, which cannot be authenticated
        SNMP4JSettings.setReportSecurityLevelStrategy(
                SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
        SecurityProtocols protocols = SecurityProtocols.getInstance();
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addAuthenticationProtocol(new AuthSHA());
        protocols.addPrivacyProtocol(new PrivAES128());
        usm = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
        usm.setEngineDiscoveryEnabled(true);
        SecurityModels models = new SecurityModels();
        models.addSecurityModel(usm);
        MPv3 v3 = new MPv3(usm);
        v3.setSecurityModels(models);
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(v3);
        snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0")));
        snmp.listen();
    }

    public void user(String name, OID auth, String authPassword, String privacyPassword) {
        usm.addUser(
                new UsmUser(
                        new OctetString(name),
                        auth,
                        new OctetString(authPassword),
                        PrivAES128.ID,
                        new OctetString(privacyPassword)));
    }

    public static Target<UdpAddress> community(
            InetAddress address, int port, int version, String name) {
        CommunityTarget<UdpAddress> target =
                new CommunityTarget<>(new UdpAddress(address, port), new OctetString(name));
        target.setVersion(version);
        return patient(target);
    }

    static Target<UdpAddress> v3(InetAddress address, int port, String user, int level) {
        UserTarget<UdpAddress> target = new UserTarget<>();
        target.setAddress(new UdpAddress(address, port));
        target.setSecurityName(new OctetString(user));
        target.setSecurityLevel(level);
        target.setVersion(SnmpConstants.version3);
        return patient(target);
    }

    public static Target<UdpAddress> v3(InetAddress address, int port, String user) {
        return v3(address, port, user, SecurityLevel.AUTH_PRIV);
    }

    private static Target<UdpAddress> patient(Target<UdpAddress> target) {
        target.setTimeout(2_000);
        target.setRetries(2);
        return target;
    }

    public static Target<UdpAddress> impatient(Target<UdpAddress> target) {
        target.setTimeout(1_500); // discovery and key derivation on a busy machine, then silence
        target.setRetries(0);
        return target;
    }

    public static PDU pdu(int version, int type, String... oids) {
        PDU pdu =
                switch (version) {
                    case SnmpConstants.version1 -> new PDUv1();
                    case SnmpConstants.version3 -> new ScopedPDU();
                    default -> new PDU();
                };
        pdu.setType(type);
        for (String oid : oids) {
            pdu.add(new VariableBinding(new OID(oid)));
        }
        return pdu;
    }

    public ResponseEvent<UdpAddress> send(Target<UdpAddress> target, PDU pdu) throws IOException {
        return snmp.send(pdu, target);
    }

    public PDU ask(Target<UdpAddress> target, int type, String... oids) throws IOException {
        PDU answer = send(target, pdu(target.getVersion(), type, oids)).getResponse();
        if (answer == null) {
            throw new AssertionError("no answer from " + target.getAddress());
        }
        return answer;
    }

    /// A plain GETNEXT or GETBULK walk that stops at the first OID which leaves the subtree or does not increase.
    public List<VariableBinding> walk(Target<UdpAddress> target, String root, int repetitions)
            throws IOException {
        List<VariableBinding> out = new ArrayList<>();
        OID subtree = new OID(root);
        OID last = subtree;
        while (true) {
            PDU pdu = pdu(target.getVersion(), repetitions > 1 ? PDU.GETBULK : PDU.GETNEXT);
            pdu.add(new VariableBinding(last));
            if (repetitions > 1) {
                pdu.setMaxRepetitions(repetitions);
            }
            PDU answer = send(target, pdu).getResponse();
            if (answer == null) {
                throw new AssertionError("no answer after " + last);
            }
            if (answer.getErrorStatus() != 0 || answer.size() == 0) {
                return out;
            }
            for (VariableBinding varbind : answer.getVariableBindings()) {
                if (varbind.isException()
                        || !varbind.getOid().startsWith(subtree)
                        || varbind.getOid().compareTo(last) <= 0) {
                    return out;
                }
                out.add(varbind);
                last = varbind.getOid();
            }
        }
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
