package io.segwright.graph;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// A process that has the data directory open until it is killed.
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        InventoryGraph graph = InventoryGraph.open(Path.of(args[0]), InstantSource.system());
        System.out.println("holding");
        while (graph.statistics().commits() == 0) {
            LockSupport.park();
        }
        graph.close();
    }
}
