package io.segwright.lab.replay;

import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.Mib;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which captures are in memory as MIBs: the ones asked last. All calls are of the fleet's one thread.
final class LoadedMibs {
    private static final long BYTES_MAX = 24L << 20; // 400,000 varbinds

    private final Map<String, Loaded> inUse = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Loaded(Agent agent, long bytes) {}

    /// Somebody asks for it.
    void touch(String name) {
        inUse.get(name);
    }

    /// It was made; the ones asked longest ago make room.
    void loaded(String name, Agent agent, Mib mib) {
        Loaded earlier = inUse.put(name, new Loaded(agent, mib.bytes()));
        bytes += mib.bytes() - (earlier == null ? 0 : earlier.bytes());
        Iterator<Map.Entry<String, Loaded>> eldest = inUse.entrySet().iterator();
        while (bytes > BYTES_MAX && inUse.size() > 1) {
            Loaded out = eldest.next().getValue();
            eldest.remove();
            out.agent().unload();
            bytes -= out.bytes();
        }
    }
}
