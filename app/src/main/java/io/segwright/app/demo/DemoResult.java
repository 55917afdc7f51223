package io.segwright.app.demo;

import io.segwright.app.stage.ListFiles;
import io.segwright.app.stage.Listening;
import io.segwright.app.stage.Planning;
import io.segwright.inventory.coverage.CoverageReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the demo computed, compared with the truth.
///
/// @param folder where everything is
/// @param comparison inventory and gaps against the truth
/// @param flowsSent by the exporters
/// @param flowsAttributable of those: both ends allocated
/// @param forbiddenContacts datagrams that reached devices which must be left alone
/// @param segments of the policy
/// @param rules of the policy
/// @param example a conversation that the policy permits
/// @param seconds from the first packet to the last proof
record DemoResult(
        Path folder,
        Comparison comparison,
        CoverageReport coverage,
        Listening.Folded flows,
        long flowsSent,
        long flowsAttributable,
        long forbiddenContacts,
        int segments,
        int rules,
        ListFiles plan,
        Planning.Proofs proofs,
        Example example,
        double seconds) {
    /// What a person may ask about next; prints as the arguments of `explain`.
    record Example(String source, String destination, String service) {
        @Override
        public String toString() {
            return source + " " + destination + " " + service;
        }
    }

    /// Everything that is not as it must be, one a line; empty when all is well.
    List<String> complaints() {
        List<String> all = new ArrayList<>(comparison.complaints());
        if (flows.counters().received() != flowsSent) {
            all.add(
                    "flows: "
                            + flows.counters().received()
                            + " received: want the "
                            + flowsSent
                            + " that were sent");
        }
        if (flows.counters().bothAttributed() != flowsAttributable) {
            all.add(
                    "flows: "
                            + flows.counters().bothAttributed()
                            + " attributed: want "
                            + flowsAttributable);
        }
        if (forbiddenContacts > 0) {
            all.add(
                    forbiddenContacts
                            + " datagrams reached devices that must be left alone: want none");
        }
        all.addAll(proofs.complaints());
        return all;
    }

    /// The object that `demo -o json` prints.
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(
                "devices",
                ordered(
                        "expected",
                        comparison.expected(),
                        "found",
                        comparison.found(),
                        "wrong",
                        comparison.wrong()));
        object.put(
                "coverage",
                ordered(
                        "required",
                        coverage.required(),
                        "attributed",
                        coverage.attributed(),
                        "percent",
                        coverage.percent()));
        object.put(
                "gaps",
                ordered("planted", comparison.gapsPlanted(), "listed", comparison.gapsListed()));
        object.put(
                "flows",
                ordered(
                        "received",
                        flows.counters().received(),
                        "attributed",
                        flows.counters().bothAttributed()));
        object.put(
                "accessLists",
                ordered(
                        "compiled",
                        lists(),
                        "proved",
                        proofs.proved(),
                        "refuted",
                        proofs.refuted()));
        object.put("seconds", Math.round(seconds * 10) / 10.0);
        return object;
    }

    int lists() {
        return plan.files().stream().mapToInt(f -> f.file().lists().size()).sum();
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }
}
