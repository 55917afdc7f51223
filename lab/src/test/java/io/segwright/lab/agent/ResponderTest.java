package io.segwright.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.Forall;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Without sockets or time: datagrams in, datagrams out. The request is one that net-snmp's snmpget 5.9.3 sent.
class ResponderTest {
    private static final byte[] GET_SYS_NAME =
            HexFormat.of()
                    .parseHex(
                            "302902010104067075626c6963a01c02047fde722c020100020100300e300c06082b060102010105000500");
    private static final String ANSWER =
            "302a02010104067075626c6963a21d02047fde722c020100020100300f300d06082b06010201010500040178";

    private final Responder responder = new Responder();
    private final Agent agent = agent("public");

    private static Agent agent(String community) {
        UsmUser user =
                UsmUser.of(
                        "reader", AuthProtocol.HMAC_SHA256_192, "auth-password", "priv-password");
        return new Agent(
                List.of(InetAddress.ofLiteral("127.77.2.1")),
                new byte[] {(byte) 0x80, 0, 0, 9, 5},
                List.of(new SnmpAccess.V2c(community), new SnmpAccess.V3(user)),
                () -> Mib.builder().put(Oid.of("1.3.6.1.2.1.1.5.0"), SnmpValue.text("x")).build(),
                1_400);
    }

    private String ask(Agent agent) {
        byte[] answer = responder.answer(agent, GET_SYS_NAME.clone(), GET_SYS_NAME.length);
        return answer == null ? "silence" : HexFormat.of().formatHex(answer);
    }

    @Test
    void aGetIsAnsweredByteForByte() {
        assertThat(ask(agent)).isEqualTo(ANSWER);
    }

    @Test
    void aWrongCommunityIsMetWithSilence() {
        Agent other = agent("secret");
        assertThat(ask(other)).isEqualTo("silence");
        assertThat(other.counters().wrongCommunity()).isEqualTo(1);
    }

    @Test
    void silenceAndLossHappenAsPlanted() {
        agent.inject(new Fault.DropEvery(2));
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(ask(agent));
        }
        assertThat(answers).containsExactly(ANSWER, "silence", ANSWER, "silence");
        agent.inject(new Fault.SilentAfter(1));
        assertThat(List.of(ask(agent), ask(agent))).containsExactly(ANSWER, "silence");
        agent.inject(new Fault.Silent());
        assertThat(ask(agent)).isEqualTo("silence");
        agent.inject(new Fault.Truncated(20));
        assertThat(ask(agent)).isEqualTo(ANSWER.substring(0, 40));
        agent.inject(new Fault.WrongRequestId());
        assertThat(ask(agent)).isEqualTo(ANSWER.replace("7fde722c", "7fde2779"));
        agent.inject();
        assertThat(ask(agent)).isEqualTo(ANSWER);
    }

    @Test
    void everyTruncationIsMetWithSilence() {
        for (int length = 0; length < GET_SYS_NAME.length; length++) {
            assertThat(responder.answer(agent, GET_SYS_NAME.clone(), length)).isNull();
        }
        assertThat(agent.counters().malformed()).isEqualTo(GET_SYS_NAME.length);
    }

    @Test
    void noFlippedBitsBreakTheAgent() {
        Forall.check(
                20_000,
                random -> {
                    byte[] bent = GET_SYS_NAME.clone();
                    for (int i = random.nextInt(1, 4); i > 0; i--) {
                        bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    return bent;
                },
                bent -> {
                    byte[] answer = responder.answer(agent, bent.clone(), bent.length);
                    assertThat(answer == null || answer[0] == 0x30)
                            .as(() -> Arrays.toString(answer))
                            .isTrue();
                });
    }
}
