package io.segwright.collectors.snmp.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// An agent without a socket that answers in the order of its list, even where that goes back, repeats or loops: the
/// successor of a varbind is the next one in the list, that of an identifier that it does not have the first one in the
/// list that is above it.
class MemoryAgent implements VarbindSource {
    private final List<VariableBinding> list;
    private final Map<OID, Integer> places = new HashMap<>();
    private final NavigableMap<OID, Integer> firstFrom = new TreeMap<>(); // of this and all above
    final List<Request> requests = new ArrayList<>();
    int largestAnswer;

    MemoryAgent(List<VariableBinding> list) {
        this.list = list;
        for (int i = 0; i < list.size(); i++) {
            places.putIfAbsent(list.get(i).getOid(), i);
            firstFrom.putIfAbsent(list.get(i).getOid(), i);
        }
        int first = list.size();
        for (Map.Entry<OID, Integer> entry : firstFrom.descendingMap().entrySet()) {
            first = Math.min(first, entry.getValue());
            entry.setValue(first);
        }
    }

    @Override
    public boolean speaksBulk() {
        return true;
    }

    @Override
    public List<VariableBinding> ask(Request request, List<OID> oids, int repetitions)
            throws SnmpFault {
        requests.add(request);
        List<VariableBinding> answer = new ArrayList<>();
        switch (request) {
            case GET -> oids.forEach(oid -> answer.add(exact(oid)));
            case GET_NEXT -> oids.forEach(oid -> answer.add(after(oid)));
            case GET_BULK -> {
                List<OID> at = new ArrayList<>(oids);
                for (int r = 0; r < repetitions; r++) {
                    for (int c = 0; c < oids.size(); c++) {
                        VariableBinding next = after(at.get(c));
                        at.set(c, next.getOid());
                        answer.add(next);
                    }
                }
            }
        }
        largestAnswer = Math.max(largestAnswer, answer.size());
        return answer;
    }

    private VariableBinding exact(OID oid) {
        Integer place = places.get(oid);
        return place == null ? new VariableBinding(oid, Null.noSuchInstance) : list.get(place);
    }

    VariableBinding after(OID oid) {
        Integer place = places.get(oid);
        if (place == null) {
            Map.Entry<OID, Integer> higher = firstFrom.higherEntry(oid);
            return higher == null
                    ? new VariableBinding(oid, Null.endOfMibView)
                    : list.get(higher.getValue());
        }
        return place + 1 < list.size()
                ? list.get(place + 1)
                : new VariableBinding(oid, Null.endOfMibView);
    }
}
