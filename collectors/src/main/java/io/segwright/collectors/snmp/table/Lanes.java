package io.segwright.collectors.snmp.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs the parts of a walk beside one another, each on a virtual thread of its own.
final class Lanes {
    private Lanes() {}

    /// Shares columns out like cards: neighbours among them are often equally long.
    static List<List<Column>> deal(List<Column> columns, int hands) {
        List<List<Column>> dealt = new ArrayList<>();
        for (int i = 0; i < hands; i++) {
            dealt.add(new ArrayList<>());
        }
        for (int i = 0; i < columns.size(); i++) {
            dealt.get(i % hands).add(columns.get(i));
        }
        return dealt;
    }

    /// Returns when all have ended.
    ///
    /// @return false where the calling thread was interrupted; the parts were interrupted too, then
    static boolean runAll(List<Runnable> parts) {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("snmp-lane-", 0).factory())) {
            List<Future<?>> running = new ArrayList<>();
            parts.forEach(part -> running.add(threads.submit(part)));
            try {
                for (Future<?> part : running) {
                    part.get();
                }
                return true;
            } catch (InterruptedException _) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IllegalStateException("a lane met a defect", e.getCause());
            }
        }
    }
}
