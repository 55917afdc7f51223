package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.understand.Inquiry;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.StackMemberFact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/// Vendors' objects, ENTITY-MIB and stacks, read from agents.
class IdentificationTest {
    private static final String ENTITY = "1.3.6.1.2.1.47.1.1.1.1.";

    private static DevicePolled read(VarbindSource agent) {
        Provenance provenance = new Provenance("snmp", IpAddress.of("192.0.2.1"), Instant.EPOCH);
        try {
            Walker walker = new Walker(agent, WalkLimits.SHIPPED, () -> 0);
            return DeviceReader.read(walker, provenance, "lab");
        } catch (SnmpFault fault) {
            throw new AssertionError(fault);
        }
    }

    private static Script device(String objectId) {
        return Script.of("1.3.6.1.2.1.1.1.0 s box\n1.3.6.1.2.1.1.2.0 o " + objectId);
    }

    /// A row of entPhysicalTable.
    private static String row(
            int index, int container, int kind, int place, String serial, String model) {
        return """
        %1$s4.%2$d i %3$d
        %1$s5.%2$d i %4$d
        %1$s6.%2$d i %5$d
        %1$s11.%2$d s %6$s
        %1$s13.%2$d s %7$s
        """
                .formatted(ENTITY, index, container, kind, place, serial, model);
    }

    private static List<String> keys(DevicePolled device) {
        return device.keys().stream().map(Object::toString).toList();
    }

    private static String best(DevicePolled device, Attribute attribute) {
        return Inquiry.best(device.attributes(), attribute);
    }

    @Test
    void rowsOfAbsentUnitsAreNoMembers() {
        StringBuilder rows = new StringBuilder(row(64, 0, 11, -1, "", ""));
        rows.append(row(67108992, 64, 3, 1, "ES58003244", "MES3324"));
        rows.append(row(134217856, 64, 3, 2, "ES58000366", "MES3324"));
        for (int unit = 3; unit <= 8; unit++) {
            rows.append(row(67108992 * unit, 64, 3, unit, "", ""));
        }
        DevicePolled polled = read(device("1.3.6.1.4.1.35265.1.80").add(rows.toString()).agent());
        assertThat(polled.stackMembers())
                .extracting(StackMemberFact::position, StackMemberFact::serial)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "ES58003244"),
                        org.assertj.core.groups.Tuple.tuple(2, "ES58000366"));
        assertThat(polled.hardware()).hasSize(2);
        assertThat(keys(polled)).containsExactly("serial:eltex/ES58003244");
        assertThat(best(polled, Attribute.MODEL)).isEqualTo("MES3324");
        assertThat(polled.attributes())
                .anyMatch(fact ->
                        fact.evidence()
                                .equals(
                                        "entPhysicalSerialNum.67108992 ("
                                                + ENTITY
                                                + "11.67108992)"));
    }

    @Test
    void oneBoxInAStackRowIsNoStack() {
        DevicePolled polled =
                read(
                        device("1.3.6.1.4.1.9.1.2494")
                                .add(row(1, 0, 11, -1, "FCW2204L050", "C9300-48P"))
                                .add(row(1000, 1, 3, 0, "FCW2204L050", "C9300-48P"))
                                .agent());
        assertThat(polled.stackMembers()).isEmpty();
        assertThat(best(polled, Attribute.SERIAL)).isEqualTo("FCW2204L050");
    }

    @Test
    void stackWiseTellsMacsByEntity() {
        DevicePolled polled =
                read(
                        device("1.3.6.1.4.1.9.1.1208")
                                .add(row(1, 0, 11, -1, "", ""))
                                .add(row(1001, 1, 3, 1, "FOC1111X111", "WS-C2960X"))
                                .add(row(2001, 1, 3, 2, "FOC2222X222", "WS-C2960X"))
                                .add(
                                        """
                                        1.3.6.1.4.1.9.9.500.1.2.1.1.1.1001 i 1
                                        1.3.6.1.4.1.9.9.500.1.2.1.1.1.2001 i 3
                                        1.3.6.1.4.1.9.9.500.1.2.1.1.7.1001 x 00aabbccdd01
                                        1.3.6.1.4.1.9.9.500.1.2.1.1.7.2001 x 00aabbccdd02
                                        """)
                                .agent());
        assertThat(polled.stackMembers()).hasSize(2);
        StackMemberFact second = polled.stackMembers().getLast();
        assertThat(second.position()).isEqualTo(3);
        assertThat(second.serial()).isEqualTo("FOC2222X222");
        assertThat(second.mac().orElseThrow()).hasToString("00:aa:bb:cc:dd:02");
    }

    @Test
    void aJunipersVirtualChassisIsReadFromItsOwnTable() {
        StringBuilder rows = new StringBuilder();
        for (int member = 0; member < 8; member++) {
            String entry = "1.3.6.1.4.1.2636.3.40.1.4.1.1.1.";
            rows.append(entry).append("2.").append(member).append(" s TA371600000").append(member);
            rows.append('\n').append(entry).append("4.").append(member);
            rows.append(" x 28a24b41a1e").append(member).append('\n');
            rows.append(entry).append("8.").append(member).append(" s ex4600-40f\n");
        }
        DevicePolled polled =
                read(device("1.3.6.1.4.1.2636.1.1.1.4.82.20").add(rows.toString()).agent());
        assertThat(polled.stackMembers()).hasSize(8);
        assertThat(polled.stackMembers().getFirst().position()).isZero();
        assertThat(polled.stackMembers().getFirst().model()).isEqualTo("ex4600-40f");
        assertThat(polled.stackMembers().getLast().serial()).isEqualTo("TA3716000007");
    }

    @Test
    void containersThatLoopOrAreNotThereAreTolerated() {
        DevicePolled polled =
                read(
                        device("1.3.6.1.4.1.9.1.1")
                                .add(row(1, 2, 3, 1, "LOOP0001", "A"))
                                .add(row(2, 1, 5, 1, "", ""))
                                .add(row(3, 3, 9, 1, "SELF0001", "B"))
                                .add(row(4, 999, 3, 1, "ORPHAN01", "C"))
                                .agent());
        assertThat(polled.hardware()).hasSize(3);
        assertThat(best(polled, Attribute.SERIAL)).isEqualTo("ORPHAN01"); // the least contained
        assertThat(polled.stackMembers()).isEmpty();
    }

    @Test
    void anAgentWithoutAVendorIsAskedWhereItAnswers() {
        DevicePolled polled =
                read(
                        device("1.3.6.1.4.1.8072.3.2.10")
                                .add(
                                        """
                                        1.3.6.1.4.1.2021.4.3.0 i 1
                                        1.3.6.1.4.1.6574.1.5.1.0 s RS2212RP+
                                        1.3.6.1.4.1.6574.1.5.2.0 s 3005AWL999111
                                        1.3.6.1.4.1.6574.1.5.3.0 s DSM 6.1-15217
                                        1.3.6.1.4.1.8072.1.2.1 i 1
                                        """)
                                .agent());
        assertThat(best(polled, Attribute.VENDOR)).isEqualTo("Synology");
        assertThat(best(polled, Attribute.OS)).isEqualTo("DSM");
        assertThat(best(polled, Attribute.VERSION)).isEqualTo("6.1-15217");
        assertThat(keys(polled)).containsExactly("serial:synology/3005AWL999111");
    }

    @Test
    void anAgentThatInventsEnterprisesWithoutEndIsLeftSoon() {
        MemoryAgent known = device("1.3.6.1.4.1.8072.3.2.10").agent();
        int[] asked = {0};
        VarbindSource endless =
                new VarbindSource() {
                    @Override
                    public List<VariableBinding> ask(
                            Request request, List<OID> oids, int repetitions) throws SnmpFault {
                        asked[0]++;
                        if (request != Request.GET_NEXT) {
                            return known.ask(request, oids, repetitions);
                        }
                        return oids.stream()
                                .map(oid ->
                                        new VariableBinding(
                                                new OID(oid).append(1),
                                                new OctetString("x".repeat(255))))
                                .toList();
                    }

                    @Override
                    public boolean speaksBulk() {
                        return true;
                    }
                };
        DevicePolled polled = read(endless);
        assertThat(asked[0]).isLessThan(200);
        assertThat(best(polled, Attribute.VENDOR)).isEmpty();
    }

    @Test
    void octetsThatAreNoTextReadAsHex() {
        DevicePolled polled =
                read(
                        device("1.3.6.1.4.1.368.1.1")
                                .add("1.3.6.1.2.1.2.2.1.6.2 x b8a44f02fe01")
                                .agent());
        assertThat(best(polled, Attribute.SERIAL)).isEqualTo("B8A44F02FE01");
    }
}
