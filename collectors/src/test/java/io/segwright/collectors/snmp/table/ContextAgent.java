package io.segwright.collectors.snmp.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// An agent without a socket that has contexts; one that it does not have is met with silence.
final class ContextAgent implements VarbindSource {
    private final MemoryAgent plain;
    private final Map<String, MemoryAgent> contexts = new HashMap<>();
    final List<String> asked = new ArrayList<>();

    ContextAgent(Script plain) {
        this.plain = plain.agent();
    }

    ContextAgent with(String context, String script) {
        contexts.put(context, Script.of(script).agent());
        return this;
    }

    @Override
    public boolean speaksBulk() {
        return true;
    }

    @Override
    public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
            throws SnmpFault {
        return plain.ask(request, oids, repetitions);
    }

    @Override
    public Optional<VarbindSource> inContext(String name) {
        asked.add(name);
        MemoryAgent agent = contexts.get(name);
        return Optional.of(agent != null ? agent : new Silence());
    }

    private static final class Silence implements VarbindSource {
        @Override
        public boolean speaksBulk() {
            return true;
        }

        @Override
        public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
                throws SnmpFault {
            throw new SnmpFault(SnmpFault.Kind.TIMEOUT, "no answer in 3 attempts");
        }
    }
}
