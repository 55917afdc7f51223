package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class KnownTablesTest {
    private static final List<OID> COLUMNS =
            IntStream.rangeClosed(1, 40).mapToObj(i -> new OID("1.3.6.1.4.1.9." + i)).toList();

    private static List<VariableBinding> rows(int... columns) {
        return IntStream.of(columns)
                .mapToObj(c -> new OID("1.3.6.1.4.1.9." + c + ".7"))
                .map(oid -> new VariableBinding(oid, new Integer32(1)))
                .toList();
    }

    private static List<Integer> held(VarbindSource source) {
        Walker walker = new Walker(source, WalkLimits.SHIPPED, () -> 0);
        KnownTables tables = KnownTables.probe(walker, COLUMNS);
        return COLUMNS.stream().filter(tables::has).map(OID::last).toList();
    }

    @Test
    void fortyTablesAreLookedForInThreeRequests() {
        MemoryAgent agent = new MemoryAgent(rows(3, 17, 33));
        assertThat(held(agent)).containsExactly(3, 17, 33);
        assertThat(agent.requests).hasSize(3);
    }

    @Test
    void aTableThatIsNotThereCostsNothingMore() {
        MemoryAgent agent = new MemoryAgent(rows(3));
        Walker walker = new Walker(agent, WalkLimits.SHIPPED, () -> 0);
        KnownTables tables = KnownTables.probe(walker, COLUMNS);
        int before = agent.requests.size();
        assertThat(tables.walk("four", COLUMNS.get(3), COLUMNS.get(3)).size()).isZero();
        assertThat(agent.requests).hasSize(before);
        assertThat(tables.walk("three", COLUMNS.get(2), COLUMNS.get(2)).size()).isOne();
    }

    /// SNMPv1 answers a request whole or not at all: where nothing follows one of its names, it says which.
    private static final class VersionOne implements VarbindSource {
        private final MemoryAgent agent;
        private int requests;

        VersionOne(MemoryAgent agent) {
            this.agent = agent;
        }

        @Override
        public boolean speaksBulk() {
            return false;
        }

        @Override
        public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
                throws SnmpFault {
            requests++;
            List<VariableBinding> answer = new ArrayList<>(agent.ask(request, oids, repetitions));
            for (int i = 0; i < answer.size(); i++) {
                if (answer.get(i).isException()) {
                    throw new SnmpFault(SnmpFault.Kind.NO_SUCH_NAME, i + 1, "noSuchName");
                }
            }
            return answer;
        }
    }

    @Test
    void theEndOfASnmpV1AgentIsNoTable() {
        VersionOne agent = new VersionOne(new MemoryAgent(rows(3, 17, 33)));
        assertThat(held(agent)).containsExactly(3, 17, 33);
        assertThat(agent.requests).isLessThanOrEqualTo(3 + 7); // 34 to 40 are past its end
    }

    @Test
    void whereTheAgentDoesNotTellEverythingIsLookedFor() {
        VarbindSource silent =
                new VarbindSource() {
                    @Override
                    public boolean speaksBulk() {
                        return true;
                    }

                    @Override
                    public List<VariableBinding> ask(
                            Request request, List<OID> oids, int repetitions) throws SnmpFault {
                        throw new SnmpFault(SnmpFault.Kind.TIMEOUT, "no answer in 3 attempts");
                    }
                };
        assertThat(held(silent)).hasSize(40);
    }

    @Test
    void requestsInAContextCountAgainstTheDevice() {
        ContextAgent agent =
                new ContextAgent(Script.of("1.3.6.1.2.1.1.5.0 s x"))
                        .with("blue", "1.3.6.1.4.1.9.3.7 i 1");
        Walker walker = new Walker(agent, WalkLimits.SHIPPED, () -> 0);
        assertThat(walker.inContext("blue", inside -> inside.walk("t", COLUMNS.get(2)).size()))
                .contains(1);
        assertThat(walker.requests()).isPositive();
        int before = walker.requests();
        assertThat(walker.inContext("red", inside -> inside.walk("t", COLUMNS.get(2)).size()))
                .isEmpty();
        assertThat(walker.requests()).isEqualTo(before + 1); // one time-out is enough
        assertThat(walker.incomplete()).isEmpty();
    }
}
