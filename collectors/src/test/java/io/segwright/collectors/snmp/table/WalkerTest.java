package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class WalkerTest {
    private static final OID ENTRY = new OID("1.3.6.1.2.1.2.2.1");
    private static final OID NAME = new OID("1.3.6.1.2.1.2.2.1.2");
    private static final OID TYPE = new OID("1.3.6.1.2.1.2.2.1.3");

    private static List<VariableBinding> rows(OID column, int from, int to) {
        List<VariableBinding> rows = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            rows.add(new VariableBinding(new OID(column).append(i), new Integer32(i)));
        }
        return rows;
    }

    private static List<VariableBinding> plain(int rows) {
        List<VariableBinding> list = rows(NAME, 1, rows);
        list.addAll(rows(TYPE, 1, rows));
        list.add(new VariableBinding(new OID("1.3.6.1.2.1.31.1.1.1.1.1"), new Integer32(0)));
        return list;
    }

    private static Walker walker(VarbindSource source) {
        return new Walker(source, WalkLimits.SHIPPED, () -> 0);
    }

    private static WalkLimits limits(int rows, int pdus, int devicePdus) {
        return new WalkLimits(
                rows, pdus, Duration.ofSeconds(10), 10, devicePdus, Duration.ofSeconds(100));
    }

    @Test
    void aTableIsReadWholeRowByRow() {
        MemoryAgent agent = new MemoryAgent(plain(333));
        Walker walker = walker(agent);
        Table table = walker.walk("ifTable", NAME, TYPE);
        assertThat(table.rows()).hasSize(333);
        assertThat(table.rows()).allMatch(r -> r.cell(0).count() == r.cell(1).count());
        assertThat(walker.incomplete()).isEmpty();
        assertThat(agent.requests).containsOnly(VarbindSource.Request.GET_BULK);
        assertThat(agent.requests.size()).isLessThan(20); // 666 varbinds, 20 at first, 50 later
        assertThat(agent.largestAnswer).isBetween(40, 50);
    }

    @Test
    void anAgentThatGoesBackEndsTheColumnAndIsReported() {
        List<VariableBinding> loop = rows(NAME, 1, 30);
        loop.addAll(rows(NAME, 1, 30)); // after row 30 comes row 1 again, and so for ever
        MemoryAgent agent =
                new MemoryAgent(loop) {
                    @Override
                    VariableBinding after(OID oid) {
                        VariableBinding next = super.after(oid);
                        return next.getVariable().isException()
                                ? new VariableBinding(new OID(NAME).append(1), new Integer32(1))
                                : next;
                    }
                };
        Walker walker = walker(agent);
        assertThat(walker.walk("ifTable", NAME).rows()).hasSize(30);
        assertThat(walker.incomplete())
                .containsExactly(
                        "ifTable: the agent went back from 1.3.6.1.2.1.2.2.1.2.30 to"
                                + " 1.3.6.1.2.1.2.2.1.2.1");
        assertThat(agent.requests.size()).isLessThan(4);
    }

    @Test
    void theSameVarbindAgainEndsTheColumnEvenInsideOneAnswer() {
        VarbindSource stuck =
                new Answering((request, oids, repetitions) -> {
                    VariableBinding same =
                            new VariableBinding(new OID(NAME).append(7), new Integer32(7));
                    return java.util.Collections.nCopies(repetitions, same);
                });
        Walker walker = walker(stuck);
        assertThat(walker.walk("ifTable", NAME).rows()).hasSize(1);
        assertThat(walker.incomplete()).singleElement().asString().contains("went back");
        assertThat(walker.requests()).isEqualTo(1);
    }

    @Test
    void anEmptyAnswerEndsTheWalk() {
        Walker walker = walker(new Answering((request, oids, repetitions) -> List.of()));
        assertThat(walker.walk("ifTable", NAME).rows()).isEmpty();
        assertThat(walker.incomplete())
                .containsExactly("ifTable: the agent answered with no varbinds after 0 rows");
    }

    @Test
    void anEndlessTableEndsAtTheRowLimitAndAtTheRequestLimit() {
        VarbindSource endless =
                new Answering((request, oids, repetitions) -> {
                    List<VariableBinding> answer = new ArrayList<>();
                    OID last = oids.getFirst();
                    for (int i = 0; i < repetitions; i++) {
                        int next = last.size() == NAME.size() ? 1 : last.last() + 1;
                        last = new OID(NAME).append(next);
                        answer.add(new VariableBinding(last, new Integer32(1)));
                    }
                    return answer;
                });
        Walker byRows = new Walker(endless, limits(100, 1_000, 1_000), () -> 0);
        assertThat(byRows.walk("ifTable", NAME).size()).isBetween(100, 150);
        assertThat(byRows.incomplete().getFirst())
                .startsWith("ifTable: stopped at the limit of 100 rows after 1");
        Walker byRequests = new Walker(endless, limits(100_000, 5, 1_000), () -> 0);
        byRequests.walk("ifTable", NAME);
        assertThat(byRequests.requests()).isEqualTo(5);
        Walker byDevice = new Walker(endless, limits(100_000, 50, 60), () -> 0);
        byDevice.walk("ifTable", NAME);
        byDevice.walk("ipAddrTable", NAME);
        byDevice.walk("entPhysicalTable", NAME);
        assertThat(byDevice.requests()).isEqualTo(60);
        assertThat(byDevice.incomplete())
                .last()
                .isEqualTo(
                        "entPhysicalTable: stopped at the limit of 60 requests a device after 0 rows");
    }

    @Test
    void aSlowTableEndsAtItsTimeLimit() {
        AtomicLong clock = new AtomicLong();
        MemoryAgent agent = new MemoryAgent(plain(5_000));
        VarbindSource slow =
                new Answering((request, oids, repetitions) -> {
                    clock.addAndGet(Duration.ofSeconds(3).toNanos());
                    return agent.ask(request, oids, repetitions);
                });
        Walker walker = new Walker(slow, limits(50_000, 1_000, 1_000), clock::get);
        walker.walk("ifTable", NAME);
        assertThat(walker.requests()).isEqualTo(4);
        assertThat(walker.incomplete().getFirst()).contains("limit of 10 s a table");
    }

    @Test
    void tooBigHalvesTheRequestUntilItFitsAndRemembers() {
        MemoryAgent agent = new MemoryAgent(plain(200));
        VarbindSource narrow =
                new Answering((request, oids, repetitions) -> {
                    if (oids.size() * Math.max(1, repetitions) > 9) {
                        throw new SnmpFault(SnmpFault.Kind.TOO_BIG, "too big");
                    }
                    return agent.ask(request, oids, repetitions);
                });
        Walker walker = walker(narrow);
        assertThat(walker.walk("ifTable", NAME, TYPE).rows()).hasSize(200);
        assertThat(walker.incomplete()).isEmpty();
        assertThat(walker.requests()).isLessThan(90); // 400 varbinds at 8 are 50, and some refusals
    }

    @Test
    void whereGetBulkFailsTheDeviceIsReadByGetNext() {
        MemoryAgent agent = new MemoryAgent(plain(20));
        VarbindSource noBulk =
                new Answering((request, oids, repetitions) -> {
                    if (request == VarbindSource.Request.GET_BULK) {
                        throw new SnmpFault(SnmpFault.Kind.AGENT_ERROR, "genErr");
                    }
                    return agent.ask(request, oids, repetitions);
                });
        Walker walker = walker(noBulk);
        assertThat(walker.walk("ifTable", NAME, TYPE).rows()).hasSize(20);
        assertThat(walker.incomplete()).isEmpty();
        assertThat(agent.requests).containsOnly(VarbindSource.Request.GET_NEXT);
    }

    @Test
    void whereGetBulkIsNeverAnsweredTheDeviceIsReadByGetNext() {
        MemoryAgent agent = new MemoryAgent(plain(20));
        VarbindSource mute =
                new Answering((request, oids, repetitions) -> {
                    if (request == VarbindSource.Request.GET_BULK) {
                        throw new SnmpFault(SnmpFault.Kind.TIMEOUT, "no answer");
                    }
                    return agent.ask(request, oids, repetitions);
                });
        Walker walker = walker(mute);
        assertThat(walker.walk("ifTable", NAME).rows()).hasSize(20);
        assertThat(walker.incomplete()).isEmpty();
    }

    @Test
    void anAgentThatFallsSilentKeepsItsRowsAndIsNotAskedForTheNextTable() {
        MemoryAgent agent = new MemoryAgent(plain(500));
        VarbindSource dying =
                new Answering((request, oids, repetitions) -> {
                    if (agent.requests.size() >= 3) {
                        throw new SnmpFault(SnmpFault.Kind.TIMEOUT, "no answer");
                    }
                    return agent.ask(request, oids, repetitions);
                });
        Walker walker = walker(dying);
        int rows = walker.walk("ifTable", NAME).size();
        assertThat(rows).isGreaterThan(50);
        int asked = walker.requests();
        assertThat(walker.walk("ipAddrTable", TYPE).size()).isZero();
        assertThat(walker.requests()).isEqualTo(asked);
        assertThat(walker.incomplete())
                .containsExactly(
                        "ifTable: the agent fell silent after " + rows + " rows",
                        "ipAddrTable: the agent fell silent after 0 rows");
    }

    @Test
    void noSuchNameEndsTheNamedColumnOnly() {
        MemoryAgent agent = new MemoryAgent(plain(10));
        VarbindSource v1 =
                new Answering(
                        (request, oids, repetitions) -> {
                            for (int i = 0; i < oids.size(); i++) {
                                if (agent.after(oids.get(i)).getVariable().isException()) {
                                    throw new SnmpFault(
                                            SnmpFault.Kind.NO_SUCH_NAME, i + 1, "noSuchName");
                                }
                            }
                            return agent.ask(VarbindSource.Request.GET_NEXT, oids, 1);
                        }) {
                    @Override
                    public boolean speaksBulk() {
                        return false;
                    }
                };
        Walker walker = walker(v1);
        OID beyond = new OID("1.3.6.1.9.9");
        Table table = walker.walk("ifTable", NAME, beyond, TYPE);
        assertThat(table.rows()).hasSize(10);
        assertThat(table.rows()).allMatch(r -> r.cell(2).isPresent() && !r.cell(1).isPresent());
        assertThat(walker.incomplete()).isEmpty();
    }

    @Test
    void aScalarThatTheAgentLacksDoesNotHideTheOthersInVersionOne() throws SnmpFault {
        MemoryAgent agent = new MemoryAgent(plain(3));
        OID absent = new OID("1.3.6.1.4.1.1.0");
        VarbindSource v1 =
                new Answering((request, oids, repetitions) -> {
                    int place = oids.indexOf(absent);
                    if (place >= 0) {
                        throw new SnmpFault(SnmpFault.Kind.NO_SUCH_NAME, place + 1, "noSuchName");
                    }
                    return agent.ask(request, oids, repetitions);
                });
        OID there = new OID(NAME).append(2);
        Map<OID, Cell> cells = Scalars.get(walker(v1), List.of(absent, there));
        assertThat(cells).containsOnlyKeys(there);
    }

    @Test
    void refusalWhileReadingScalarsIsTheCallersBusiness() {
        VarbindSource closed =
                new Answering((request, oids, repetitions) -> {
                    throw new SnmpFault(SnmpFault.Kind.UNKNOWN_USER, "unknown user");
                });
        assertThatThrownBy(() -> Scalars.get(walker(closed), List.of(ENTRY)))
                .isInstanceOf(SnmpFault.class)
                .hasMessage("unknown user");
    }

    @Test
    void anAnswerLongerThanAskedForIsCutToWhatWasAsked() {
        VarbindSource chatty =
                new Answering((request, oids, repetitions) -> {
                    int first = oids.getFirst().size() == NAME.size() ? 1 : 1_000_000;
                    return rows(NAME, first, first + 4_999);
                });
        Walker walker = new Walker(chatty, limits(50_000, 1, 10), () -> 0);
        assertThat(walker.walk("ifTable", NAME).size()).isEqualTo(20);
    }

    @Test
    void rowsOutOfOrderAreTakenOnceEach() {
        List<VariableBinding> shuffled = rows(NAME, 1, 1);
        shuffled.addAll(rows(NAME, 11, 20));
        shuffled.addAll(rows(NAME, 2, 10));
        Walker walker = walker(new MemoryAgent(shuffled));
        Table table = walker.walk("ifTable", NAME);
        assertThat(table.rows()).extracting(Row::lastIndex).hasSize(20).isSorted();
        assertThat(walker.incomplete()).isEmpty();
        assertThat(walker.quirks().order()).isEqualTo(Quirks.Order.MIXED);
        assertThat(walker.quirks().badColumns()).isEmpty();
    }

    @Test
    void aColumnThatLoopedIsLeftOutNextTime() {
        VarbindSource stuck =
                new Answering((request, oids, repetitions) ->
                        List.of(new VariableBinding(new OID(NAME).append(7), new Integer32(7))));
        Walker first = walker(stuck);
        first.walk("ifTable", NAME);
        assertThat(first.quirks().badColumns()).containsExactly(NAME.toDottedString());
        MemoryAgent agent = new MemoryAgent(plain(5));
        Walker next = walker(agent);
        next.adopt(first.quirks());
        Table table = next.walk("ifTable", NAME, TYPE);
        assertThat(table.rows()).hasSize(5).noneMatch(r -> r.cell(0).isPresent());
        assertThat(next.incomplete())
                .containsExactly(
                        "ifTable: 1.3.6.1.2.1.2.2.1.2 is left out: the agent failed on it at an earlier poll");
    }

    @Test
    void anAgentThatHangsOnOneColumnIsReadInAllOthers() {
        MemoryAgent agent = new MemoryAgent(plain(10));
        VarbindSource hanging =
                new Answering((request, oids, repetitions) -> {
                    if (oids.stream().anyMatch(oid -> oid.startsWith(NAME))) {
                        throw new SnmpFault(SnmpFault.Kind.TIMEOUT, "no answer");
                    }
                    return agent.ask(request, oids, repetitions);
                });
        Walker walker = walker(hanging);
        Table table = walker.walk("ifTable", NAME, TYPE);
        assertThat(table.rows()).hasSize(10).allMatch(r -> r.cell(1).isPresent());
        assertThat(walker.incomplete())
                .containsExactly("ifTable: the agent does not answer for 1.3.6.1.2.1.2.2.1.2");
        assertThat(walker.quirks().badColumns()).containsExactly(NAME.toDottedString());
        assertThat(walker.requests()).isLessThan(20);
    }

    @Test
    void anAgentThatAnswersGetBulkWithNothingIsReadByGetNext() {
        MemoryAgent agent = new MemoryAgent(plain(10));
        VarbindSource empty =
                new Answering((request, oids, repetitions) ->
                        request == VarbindSource.Request.GET_BULK
                                ? List.of()
                                : agent.ask(request, oids, repetitions));
        Walker walker = walker(empty);
        assertThat(walker.walk("ifTable", NAME, TYPE).rows()).hasSize(10);
        assertThat(walker.incomplete()).isEmpty();
        assertThat(walker.quirks().bulk()).isEqualTo(Quirks.Bulk.OFF);
        Walker next = walker(agent);
        next.adopt(walker.quirks());
        next.walk("ifTable", NAME);
        assertThat(agent.requests).doesNotContain(VarbindSource.Request.GET_BULK);
    }

    @Test
    void oneColumnWithAnErrorDoesNotCostTheDeviceItsGetBulk() {
        MemoryAgent agent = new MemoryAgent(plain(60));
        OID broken = new OID("1.3.6.1.2.1.2.2.1.9");
        VarbindSource source =
                new Answering((request, oids, repetitions) -> {
                    if (oids.contains(broken)) {
                        throw new SnmpFault(
                                SnmpFault.Kind.AGENT_ERROR, oids.indexOf(broken) + 1, "genErr");
                    }
                    return agent.ask(request, oids, repetitions);
                });
        Walker walker = walker(source);
        walker.walk("ifTable", NAME);
        assertThat(walker.walk("ifTable", TYPE, broken).rows()).hasSize(60);
        assertThat(walker.quirks().bulk()).isEqualTo(Quirks.Bulk.ANSWERED);
        assertThat(walker.quirks().badColumns()).containsExactly(broken.toDottedString());
    }

    /// An agent far away: each answer takes 20 ms of a clock that only answers move, and lanes may move it beside one
    /// another or not.
    private static final class FarAgent implements VarbindSource.Lane {
        private final MemoryAgent agent;
        private final int window;
        private final AtomicLong clock;
        private final long nanosPerAnswer;
        private final List<FarAgent> lanes = new ArrayList<>();
        private boolean closed;

        FarAgent(MemoryAgent agent, int window, AtomicLong clock, long nanosPerAnswer) {
            this.agent = agent;
            this.window = window;
            this.clock = clock;
            this.nanosPerAnswer = nanosPerAnswer;
        }

        @Override
        public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
                throws SnmpFault {
            clock.addAndGet(nanosPerAnswer);
            synchronized (agent) {
                return agent.ask(request, oids, repetitions);
            }
        }

        @Override
        public boolean speaksBulk() {
            return true;
        }

        @Override
        public int window() {
            return window;
        }

        @Override
        public synchronized Lane lane() {
            FarAgent lane = new FarAgent(agent, 1, clock, nanosPerAnswer);
            lanes.add(lane);
            return lane;
        }

        @Override
        public Cost lastCost() {
            return new Cost(Duration.ofMillis(20).toNanos(), 0);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Walker far(FarAgent source) {
        return new Walker(source, WalkLimits.SHIPPED, source.clock::get);
    }

    @Test
    void aLongTableOfADistantAgentIsReadInLanesWhereTheLimitsAllow() {
        FarAgent source = new FarAgent(new MemoryAgent(plain(400)), 2, new AtomicLong(), 0);
        Walker walker = far(source);
        Table table = walker.walk("ifTable", NAME, TYPE);
        assertThat(table.rows())
                .hasSize(400)
                .allMatch(r -> r.cell(0).count() == r.cell(1).count() && r.cell(0).isPresent());
        assertThat(walker.incomplete()).isEmpty();
        assertThat(source.lanes).hasSize(2).allMatch(lane -> lane.closed);
        assertThat(walker.quirks().window()).isEqualTo(2); // the clock stood still meanwhile
    }

    @Test
    void aWindowThatBringsNothingIsNotUsedAgain() {
        long nanos = Duration.ofMillis(50).toNanos(); // one after the other, whatever is in flight
        FarAgent source = new FarAgent(new MemoryAgent(plain(400)), 4, new AtomicLong(), nanos);
        Walker walker = far(source);
        assertThat(walker.walk("ifTable", NAME, TYPE).rows()).hasSize(400);
        assertThat(walker.quirks().window()).isEqualTo(1);
        int lanes = source.lanes.size();
        assertThat(walker.walk("ifTable", NAME, TYPE).rows()).hasSize(400);
        assertThat(source.lanes).hasSize(lanes);
    }

    @Test
    void oneRequestIsInFlightUnlessTheLimitsSayOtherwise() {
        FarAgent source = new FarAgent(new MemoryAgent(plain(400)), 1, new AtomicLong(), 0);
        Walker walker = far(source);
        walker.walk("ifTable", NAME, TYPE);
        assertThat(source.lanes).isEmpty();
    }

    /// A source from one function.
    private static class Answering implements VarbindSource {
        private interface Answer {
            List<VariableBinding> to(Request request, List<OID> oids, int repetitions)
                    throws SnmpFault;
        }

        private final Answer answer;

        Answering(Answer answer) {
            this.answer = answer;
        }

        @Override
        public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
                throws SnmpFault {
            return answer.to(request, oids, repetitions);
        }

        @Override
        public boolean speaksBulk() {
            return true;
        }
    }
}
