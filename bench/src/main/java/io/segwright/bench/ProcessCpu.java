package io.segwright.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// CPU time of this process, all its threads, compiler and garbage collector included. The machine is shared, so it
/// says more than wall time.
final class ProcessCpu {
    private ProcessCpu() {}

    static long nanos() {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
