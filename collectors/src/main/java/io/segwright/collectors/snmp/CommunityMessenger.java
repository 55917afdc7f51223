package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.table.SnmpFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.AbstractVariable;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/// Messages of SNMPv1 and v2c (RFC 3416, RFC 1901): version, community, PDU. SNMP4J reads and writes the values; its
/// message processing, which counts, queues and looks up security models for each message, is not needed here.
final class CommunityMessenger implements Messenger {
    private static final int VERSION_1 = 0;
    private static final int VERSION_2C = 1;
    private static final int VARBINDS_USUAL = 50; // of an answer to a GETBULK
    private static final String VLAN = "vlan-";

    private final int version;
    private final byte[] plain;
    private byte[] community;

    CommunityMessenger(SnmpCredential.V1 credential) {
        this(VERSION_1, credential.community());
    }

    CommunityMessenger(SnmpCredential.V2c credential) {
        this(VERSION_2C, credential.community());
    }

    private CommunityMessenger(int version, Secret secret) {
        this.version = version;
        this.plain = secret.reveal();
        this.community = plain;
    }

    @Override
    public PDU newPdu() {
        return version == VERSION_1 ? new PDUv1() : new PDU();
    }

    /// `community@name`; `community@N` for the context `vlan-N`, as Cisco's community indexing wants it.
    @Override
    public void context(String name) {
        if (name.isEmpty()) {
            community = plain;
            return;
        }
        String index = name.startsWith(VLAN) ? name.substring(VLAN.length()) : name;
        byte[] suffix = ("@" + index).getBytes(StandardCharsets.UTF_8);
        community = Arrays.copyOf(plain, plain.length + suffix.length);
        System.arraycopy(suffix, 0, community, plain.length, suffix.length);
    }

    @Override
    public byte[] encode(PDU pdu) throws SnmpFault {
        Integer32 number = new Integer32(version);
        OctetString name = new OctetString(community);
        int length = number.getBERLength() + name.getBERLength() + pdu.getBERLength();
        ByteBuffer bytes = ByteBuffer.allocate(1 + BER.getBERLengthOfLength(length) + length);
        BEROutputStream out = new BEROutputStream(bytes);
        try {
            BER.encodeHeader(out, BER.SEQUENCE, length);
            number.encodeBER(out);
            name.encodeBER(out);
            pdu.encodeBER(out);
        } catch (IOException e) {
            throw new SnmpFault(
                    SnmpFault.Kind.MALFORMED, "cannot encode the request: " + e.getMessage());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    public Optional<Reply> decode(byte[] datagram) {
        ArrayInput in = new ArrayInput(datagram);
        try {
            enter(in, BER.SEQUENCE);
            int theirs = integer(in);
            OctetString name = new OctetString();
            name.decodeBER(in);
            boolean ours = theirs == version && MessageDigest.isEqual(name.getValue(), community);
            return ours ? Optional.of(response(in)) : Optional.empty();
        } catch (IOException | RuntimeException _) {
            return Optional.empty(); // no answer that can be read
        }
    }

    private static Reply response(ArrayInput in) throws IOException {
        enter(in, PDU.RESPONSE);
        int requestId = integer(in);
        int errorStatus = integer(in);
        int errorIndex = integer(in);
        long end = enter(in, BER.SEQUENCE);
        List<VariableBinding> varbinds = new ArrayList<>(VARBINDS_USUAL);
        while (in.getPosition() < end) {
            long next = enter(in, BER.SEQUENCE);
            VariableBinding varbind = new VariableBinding();
            varbind.getOid().setValue(in.objectIdentifier());
            varbind.setVariable(AbstractVariable.createFromBER(in));
            if (in.getPosition() != next) {
                throw new IOException("a varbind of another length at byte " + in.getPosition());
            }
            varbinds.add(varbind);
        }
        return new Reply(
                PDU.RESPONSE,
                requestId,
                errorStatus,
                errorIndex,
                Collections.unmodifiableList(varbinds),
                false);
    }

    /// Goes into an element.
    ///
    /// @return where it ends
    private static long enter(ArrayInput in, int tag) throws IOException {
        int found = in.read();
        int length = BER.decodeLength(in);
        if (found != (tag & 0xff) || length > in.available()) {
            throw new IOException("tag " + found + " of " + length + " octets, want " + tag);
        }
        return in.getPosition() + length;
    }

    private static int integer(ArrayInput in) throws IOException {
        return BER.decodeInteger(in, new BER.MutableByte());
    }

    @Override
    public void endExchange() {}
}
