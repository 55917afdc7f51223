package io.segwright.acl.verify;

import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("data")
class ClassBenchTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "acl1_1000",
                "acl1_1000",
                "acl3_1000",
                "acl4_1000",
                "fw1_1000",
                "fw2_1000",
                "fw4_1000",
                "ipc1_1000",
                "acl1_10000",
                "acl3_10000",
                "acl4_10000",
                "ipc1_10000",
                "fw1_10000",
                "fw2_10000",
                "fw4_10000"
            })
    void measure(String set) throws IOException {
        List<AclLine> lines = ClassBench.read(set);
        AccessList a = new AccessList("a", lines);
        AccessList b = new AccessList("b", lines);
        long start = cpu();
        Comparison c = Verifier.compare(a, b, 16_000_000);
        long t1 = cpu();
        DeadLines d = Verifier.deadLines(a, 16_000_000);
        long t2 = cpu();
        System.err.printf(
                "%s %s %.2f s; dead %s %.2f s%n",
                set,
                c,
                (t1 - start) / 1e9,
                switch (d) {
                    case DeadLines.Found(var l, var e) -> l.size() + " " + e;
                    case DeadLines.GaveUp g -> g.toString();
                },
                (t2 - t1) / 1e9);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
