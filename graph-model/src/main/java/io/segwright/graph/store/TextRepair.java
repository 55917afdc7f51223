package io.segwright.graph.store;

import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Marks;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.janusgraph.diskstorage.BackendException;
import org.janusgraph.graphdb.database.StandardJanusGraph;

/// Writes a lost text index anew, a small step at a time, so that a large graph opens at once and goes on being
/// written meanwhile. Every mark that is done is noted on disk: a process that ends in between goes on from there.
///
/// Cost: about 0.1 ms a device state or owner ever recorded. The writer's thread alone steps; anybody may wait.
public final class TextRepair {
    private static final int STEP = 1_000; // documents: a writer waits 0.1 s for a step at most
    private static final List<String> MARKS =
            Stream.of(Labels.DEVICE_STATE, Labels.OWNER)
                    .flatMap(label -> Marks.all(label).stream())
                    .toList();

    private final StoreDirectory directory;
    private final StandardJanusGraph graph;
    private final CompletableFuture<Integer> finished = new CompletableFuture<>();
    private int marksDone;
    private long[] ids = new long[0];
    private int next;
    private boolean read;
    private int written;

    private TextRepair(StoreDirectory directory, StandardJanusGraph graph, int marksDone) {
        this.directory = directory;
        this.graph = graph;
        this.marksDone = marksDone;
    }

    /// What the directory says is left to do.
    static TextRepair open(StoreDirectory directory, StandardJanusGraph graph)
            throws StoreUnavailableException {
        int marksDone = directory.textRepair().orElse(MARKS.size());
        TextRepair repair = new TextRepair(directory, graph, marksDone);
        if (repair.isDone()) {
            repair.finished.complete(0);
        }
        return repair;
    }

    public boolean isDone() {
        return marksDone >= MARKS.size();
    }

    /// Ends with the number of entries written, once the index is whole; at once where it always was. It does not end
    /// where the graph is closed before.
    public CompletableFuture<Integer> finished() {
        return finished.copy();
    }

    /// Writes the next entries. Call only while not [#isDone].
    ///
    /// @throws StoreUnavailableException the index or the directory cannot be written
    public void step() throws StoreUnavailableException {
        if (!read) {
            ids = TextIndex.marked(graph, MARKS.get(marksDone));
            next = 0;
            read = true;
        }
        int end = Math.min(ids.length, next + STEP);
        try {
            written += TextIndex.restore(graph, Arrays.copyOfRange(ids, next, end));
        } catch (BackendException e) {
            throw Failures.writing(directory.path(), e);
        }
        next = end;
        if (next == ids.length) {
            endMark();
        }
    }

    private void endMark() throws StoreUnavailableException {
        read = false;
        marksDone++;
        if (isDone()) {
            directory.markTextWhole();
            finished.complete(written);
        } else {
            directory.markTextRepair(marksDone);
        }
    }
}
