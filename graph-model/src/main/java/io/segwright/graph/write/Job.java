package io.segwright.graph.write;

import io.segwright.graph.store.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One caller's changes, and its wait for them.
final class Job {
    private final List<Consumer<Batch>> writes;
    private final CountDownLatch finished = new CountDownLatch(1);
    private @Nullable UnknownDeviceException refusal; // null unless the caller was wrong
    private @Nullable StoreUnavailableException failure; // null unless the store failed

    Job(List<Consumer<Batch>> writes) {
        this.writes = List.copyOf(writes);
    }

    /// The one that ends the writer.
    static Job last() {
        return new Job(List.of());
    }

    boolean isLast() {
        return writes.isEmpty();
    }

    List<Consumer<Batch>> writes() {
        return writes;
    }

    /// @return whether to go on with the job's next write
    boolean write(Consumer<Batch> write, Batch batch) {
        try {
            write.accept(batch);
            return true;
        } catch (UnknownDeviceException e) { // thrown before it wrote anything
            refusal = e;
            return false;
        }
    }

    void done() {
        finished.countDown();
    }

    void fail(StoreUnavailableException e) {
        failure = e;
        finished.countDown();
    }

    void await() throws InterruptedException, StoreUnavailableException {
        finished.await();
        if (failure != null) {
            throw failure.again();
        }
        if (refusal != null) {
            throw refusal.again();
        }
    }
}
