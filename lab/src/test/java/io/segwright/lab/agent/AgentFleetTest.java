package io.segwright.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;

class AgentFleetTest {
    private static final int PORT = 17_165;
    private static final int AGENTS = 10_000;

    private static Agent agent(int number, SnmpAccess access) {
        InetAddress address =
                InetAddress.ofLiteral("127.90." + (number / 250) + "." + (1 + number % 250));
        byte[] engine = ByteBuffer.allocate(9).put((byte) 0x80).putInt(5, number).array();
        return new Agent(
                List.of(address),
                engine,
                List.of(access),
                () ->
                        Mib.builder()
                                .put(
                                        Oid.of("1.3.6.1.2.1.1.5.0"),
                                        SnmpValue.text("device " + number))
                                .build(),
                1_400);
    }

    @Test
    void tenThousandAgentsAnswerInOneProcess() throws IOException {
        SnmpAccess access = new SnmpAccess.V2c("public");
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(agent(i, access));
        }
        try (AgentFleet fleet = AgentFleet.start(PORT, agents);
                Snmp4jReader manager = new Snmp4jReader()) {
            for (int i = 0; i < AGENTS; i++) {
                InetAddress address = agents.get(i).addresses().getFirst();
                PDU answer =
                        manager.ask(
                                Snmp4jReader.community(
                                        address, fleet.port(), SnmpConstants.version2c, "public"),
                                PDU.GETNEXT,
                                "1.3.6.1.2.1.1");
                assertThat(answer.get(0).getVariable()).hasToString("device " + i);
            }
        }
    }

    @Test
    void aTakenAddressIsNamedAndNothingStaysOpen() throws IOException {
        SnmpAccess access = new SnmpAccess.V2c("public");
        List<Agent> agents = List.of(agent(1, access), agent(2, access));
        try (AgentFleet first = AgentFleet.start(PORT + 1, List.of(agents.get(1)))) {
            assertThat(first.at(agents.get(1).addresses().getFirst())).containsSame(agents.get(1));
            assertThatThrownBy(() -> AgentFleet.start(PORT + 1, agents))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.90.0.3:17166: ")
                    .hasMessageContaining("choose another port");
        }
        try (AgentFleet second = AgentFleet.start(PORT + 1, agents)) {
            assertThat(second.port()).isEqualTo(PORT + 1);
        }
    }

    @Test
    void aSecretIsNeverPrinted() {
        UsmUser user =
                UsmUser.of(
                        "reader", AuthProtocol.HMAC_SHA256_192, "auth-password", "priv-password");
        String printed =
                List.of(
                                user,
                                new SnmpAccess.V3(user),
                                new SnmpAccess.V2c("public-secret"),
                                new SnmpAccess.V1("public-secret"))
                        .toString();
        assertThat(printed.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        assertThat(printed).doesNotContain("password").doesNotContain("secret");
    }
}
