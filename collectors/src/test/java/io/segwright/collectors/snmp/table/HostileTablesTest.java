package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.lab.Forall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/// Agents whose link tables hold nonsense: any index under any column, any type anywhere.
class HostileTablesTest {
    private static final int AGENTS = 400;
    private static final int[] NUMBERS = {
        0, 1, 2, 3, 4, 5, 6, 8, 16, 20, 255, 256, 4_094, 4_095, 65_536, Integer.MAX_VALUE, -1
    };
    private static final List<String> ENTRIES =
            List.of(
                    "1.0.8802.1.1.2.1.3.7.1",
                    "1.0.8802.1.1.2.1.4.1.1",
                    "1.0.8802.1.1.2.1.4.2.1",
                    "1.2.840.10006.300.43.1.2.1.1",
                    "1.3.111.2.802.1.1.4.1.2.2.1",
                    "1.3.111.2.802.1.1.4.1.4.2.1",
                    "1.3.111.2.802.1.1.13.1.4.1.1",
                    "1.3.111.2.802.1.1.13.1.4.2.1",
                    "1.3.6.1.2.1.2.2.1",
                    "1.3.6.1.2.1.31.1.1.1",
                    "1.3.6.1.2.1.10.166.11.1.2.1.1",
                    "1.3.6.1.2.1.10.166.11.1.2.2.1",
                    "1.3.6.1.2.1.17.1.4.1",
                    "1.3.6.1.2.1.17.4.3.1",
                    "1.3.6.1.2.1.17.7.1.2.2.1",
                    "1.3.6.1.2.1.17.7.1.4.2.1",
                    "1.3.6.1.2.1.207.1.1.1.1",
                    "1.3.6.1.2.1.207.1.1.2.1",
                    "1.3.6.1.2.1.31.1.2.1",
                    "1.3.6.1.2.1.4.22.1",
                    "1.3.6.1.2.1.4.35.1",
                    "1.3.6.1.2.1.47.1.2.1.1",
                    "1.3.6.1.2.1.68.1.3.1",
                    "1.3.6.1.2.1.68.1.4.1",
                    "1.3.6.1.4.1.2636.3.40.1.5.1.5.1",
                    "1.3.6.1.4.1.2636.3.48.1.3.1.1",
                    "1.3.6.1.4.1.6527.3.1.2.3.1.1",
                    "1.3.6.1.4.1.6527.3.1.2.3.4.1",
                    "1.3.6.1.4.1.6527.3.1.2.4.2.4.1",
                    "1.3.6.1.4.1.6527.3.1.2.59.4.1.1",
                    "1.3.6.1.4.1.9.9.106.1.2.1.1",
                    "1.3.6.1.4.1.9.9.107.1.1.2.1",
                    "1.3.6.1.4.1.9.9.23.1.2.1.1",
                    "1.3.6.1.4.1.9.9.23.1.2.2.1",
                    "1.3.6.1.4.1.9.9.46.1.3.1.1",
                    "1.3.6.1.4.1.9.9.468.1.1.1",
                    "1.3.6.1.4.1.9.9.711.1.1.1.1",
                    "1.3.6.1.4.1.9.9.711.1.2.1.1",
                    "1.3.6.1.6.3.16.1.1.1");

    @Test
    void nonsenseInAnyLinkTableIsReadWithoutAnException() {
        Forall.check(
                AGENTS,
                HostileTablesTest::agent,
                varbinds -> {
                    Walker walker =
                            new Walker(new MemoryAgent(varbinds), WalkLimits.SHIPPED, () -> 0);
                    DevicePolled device;
                    try {
                        device =
                                DeviceReader.read(
                                        walker,
                                        new Provenance(
                                                "snmp", IpAddress.of("192.0.2.1"), Instant.EPOCH),
                                        "lab");
                    } catch (SnmpFault fault) {
                        throw new AssertionError(fault);
                    }
                    assertThat(device.fdb()).allMatch(f -> f.vlan() >= 0 && f.vlan() <= 4_094);
                    assertThat(device.vrfs()).noneMatch(v -> v.vrf().name().equals("default"));
                    assertThat(walker.requests()).isLessThan(2_000);
                });
    }

    private static List<VariableBinding> agent(RandomGenerator random) {
        List<VariableBinding> varbinds = new ArrayList<>();
        varbinds.add(new VariableBinding(new OID("1.3.6.1.2.1.1.5.0"), new OctetString("hostile")));
        for (int i = 0; i < 120; i++) {
            OID oid = new OID(ENTRIES.get(random.nextInt(ENTRIES.size())));
            oid.append(1 + random.nextInt(22));
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                oid.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            }
            varbinds.add(new VariableBinding(oid, value(random)));
        }
        varbinds.sort(Comparator.comparing(VariableBinding::getOid));
        return varbinds;
    }

    private static Variable value(RandomGenerator random) {
        int number = NUMBERS[random.nextInt(NUMBERS.length)];
        byte[] octets = new byte[random.nextInt(24)];
        random.nextBytes(octets);
        return switch (random.nextInt(7)) {
            case 0, 1 -> new Integer32(number);
            case 2 -> new Gauge32(number & 0xffff_ffffL);
            case 3 -> new Counter64(number);
            case 4 -> new OID("1.3.6.1.2.1.17");
            case 5 -> new Null();
            default -> new OctetString(octets);
        };
    }
}
