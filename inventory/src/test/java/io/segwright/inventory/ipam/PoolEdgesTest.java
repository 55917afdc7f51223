package io.segwright.inventory.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.ipam.PoolPolicy.Addressing;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The edges of a pool, where other systems gave out something twice or nothing at all.
class PoolEdgesTest {
    @ParameterizedTest(name = "{0} as {1} gives out {2}, then nothing")
    @CsvSource(
            textBlock =
                    """
                    10.0.0.0/30,      HOSTS, 10.0.0.1 10.0.0.2
                    10.0.0.0/30,      ALL,   10.0.0.0 10.0.0.1 10.0.0.2 10.0.0.3
                    10.0.0.0/31,      HOSTS, 10.0.0.0 10.0.0.1
                    10.0.0.7/32,      HOSTS, 10.0.0.7
                    2001:db8::/126,   HOSTS, 2001:db8::1 2001:db8::2 2001:db8::3
                    2001:db8::/127,   HOSTS, 2001:db8:: 2001:db8::1
                    2001:db8::5/128,  HOSTS, 2001:db8::5
                    255.255.255.252/30, ALL, 255.255.255.252 255.255.255.253 255.255.255.254 255.255.255.255
                    """)
    void everyAddressIsGivenOutOnceThenThePoolIsExhausted(
            String prefix, Addressing addressing, String expected) {
        Desk desk = Desk.withPool(prefix, addressing);
        List<String> addresses = List.of(expected.split(" ", -1));
        for (String address : addresses) {
            assertThat(desk.address().place().block()).hasToString(address);
        }
        Refusal refusal = desk.refused(Desk.ask("p", new Ask.NextAddress(), ""));
        assertThat(refusal.code()).isEqualTo(Refusal.Code.EXHAUSTED);
        assertThat(refusal.message())
                .startsWith("pool 'p' (" + prefix + ") has no room for the next address: ");
    }

    @ParameterizedTest(name = "{0}: asking for all of it gives it once")
    @CsvSource({"10.0.0.0/8", "10.0.0.0/31", "10.0.0.1/32", "2001:db8::/32", "2001:db8::/127"})
    void aPoolMayBeGivenOutWhole(String prefix) {
        Desk desk = Desk.withPool(prefix, Addressing.ALL);
        int length = Integer.parseInt(prefix.substring(prefix.indexOf('/') + 1));
        Request whole = desk.prefix(length);
        assertThat(whole.place().block())
                .hasToString(length == Desk.bits(prefix) ? prefix.split("/", -1)[0] : prefix);
        assertThat(desk.refused(Desk.ask("p", new Ask.NextPrefix(length), "")).code())
                .isEqualTo(Refusal.Code.EXHAUSTED);
        desk.granted(new Command.Release(whole.id(), "NET-4"));
        assertThat(desk.prefix(length).place().block()).isEqualTo(whole.place().block());
    }

    @Test
    void aSizeThatFragmentsCannotHoldIsRefusedWithTheLargestThatIsFree() {
        Desk desk = Desk.withPool("10.0.0.0/24", Addressing.ALL);
        List<Request> all = IntStream.range(0, 16).mapToObj(_ -> desk.prefix(28)).toList();
        for (int i = 0; i < 16; i += 2) {
            desk.granted(new Command.Release(all.get(i).id(), "NET-4"));
        }
        assertThat(desk.refused(Desk.ask("p", new Ask.NextPrefix(27), "")).message())
                .contains("the largest free block is a /28");
        assertThat(desk.prefix(28).place().block()).hasToString("10.0.0.0/28");
        assertThat(desk.prefix(30).place().block()).hasToString("10.0.0.32/30");
    }

    @Test
    void whatIsReleasedRestsAndIsThenGivenOutAgain() {
        Desk desk = Desk.withPool("10.0.0.0/31", Desk.policy(Duration.ofDays(7), Addressing.HOSTS));
        Request first = desk.address();
        desk.address();
        desk.granted(new Command.Release(first.id(), "gone"));
        Refusal resting = desk.refused(Desk.ask("p", Desk.exactly("10.0.0.0"), ""));
        assertThat(resting.message())
                .isEqualTo(
                        "10.0.0.0 is taken: 10.0.0.0 is resting by request 3 until 2026-03-08T08:00:00Z;"
                                + " ask for another");
        desk.now = desk.now.plus(Duration.ofDays(7).minusMillis(1));
        assertThat(desk.refused(Desk.ask("p", new Ask.NextAddress(), "")).code())
                .isEqualTo(Refusal.Code.EXHAUSTED);
        desk.now = desk.now.plusMillis(1);
        assertThat(desk.address().place().block()).hasToString("10.0.0.0");
        assertThat(desk.allocator.request(first.id()).orElseThrow().history())
                .extracting(Step::act)
                .containsExactly(
                        Step.Act.REQUESTED, Step.Act.ALLOCATED, Step.Act.RELEASED, Step.Act.FREED);
    }

    @ParameterizedTest(name = "{0} in 10.0.0.0/24: {1}")
    @CsvSource(
            textBlock =
                    """
                    10.0.0.0,             '10.0.0.0 is the network address of 10.0.0.0/24: ask for another, or make the pool one of all addresses'
                    10.0.0.255,           '10.0.0.255 is the broadcast address of 10.0.0.0/24: ask for another, or make the pool one of all addresses'
                    10.0.1.0,             '10.0.1.0 is not in pool ''p'': want something in 10.0.0.0/24'
                    2001:db8::1,          '2001:db8::1 is not in pool ''p'': want something in 10.0.0.0/24'
                    10.0.0.250-10.0.1.3,  '10.0.0.250-10.0.1.3 is not in pool ''p'': want something in 10.0.0.0/24'
                    10.0.0.16/28,         '10.0.0.16/28 is taken: 10.0.0.20 is allocated by request 3 for ''web''; ask for another'
                    10.0.0.18-10.0.0.21,  '10.0.0.18-10.0.0.21 is taken: 10.0.0.20 is allocated by request 3 for ''web''; ask for another'
                    """)
    void aBlockThatCannotBeGivenIsRefusedWithTheReason(String block, String message) {
        Desk desk = Desk.withPool("10.0.0.0/24", Addressing.HOSTS);
        desk.granted(Desk.ask("p", Desk.exactly("10.0.0.20"), ""));
        assertThat(desk.refused(Desk.ask("p", Desk.exactly(block), "")).message())
                .isEqualTo(message);
    }

    @Test
    void rangesTakeWhatTheySayAndNoMore() {
        Desk desk = Desk.withPool("10.0.0.0/24", Addressing.HOSTS);
        assertThat(desk.granted(Desk.ask("p", new Ask.NextRange(5), "")).place().block())
                .hasToString("10.0.0.0-10.0.0.4");
        assertThat(desk.address().place().block()).hasToString("10.0.0.5");
        assertThat(
                        desk.granted(Desk.ask("p", Desk.exactly("10.0.0.7-10.0.0.9"), ""))
                                .place()
                                .block())
                .hasToString("10.0.0.7-10.0.0.9");
        assertThat(desk.address().place().block()).hasToString("10.0.0.6");
        assertThat(desk.address().place().block()).hasToString("10.0.0.10");
    }

    @Test
    void aRetriedRequestIsAnsweredAsTheFirstTime() {
        Desk desk = Desk.withPool("10.0.0.0/29", Addressing.HOSTS);
        Command command = Desk.ask("p", new Ask.NextAddress(), "job-17");
        Request first = desk.granted(command);
        desk.actor = "user:bob";
        assertThat(desk.granted(command)).isEqualTo(first);
        assertThat(desk.refused(Desk.ask("p", new Ask.NextPrefix(31), "job-17")).message())
                .isEqualTo(
                        "key 'job-17' was used for request 3 (next address of pool 'p'): want a new key for another wish");
        desk.granted(new Command.Release(first.id(), "gone"));
        assertThat(desk.granted(command).state()).isEqualTo(Request.State.CLOSED);
        assertThat(desk.address().place().block()).hasToString("10.0.0.1");
    }
}
