package io.segwright.graph.journal;

import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.TagDirectory;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something for the writer to do, and the caller who waits for it.
sealed interface JournalJob {
    Done done();

    /// @param command what is asked
    /// @param done told once the answer is durable
    record Change(Command command, String actor, TagDirectory tags, Done done)
            implements JournalJob {
        Change(Command command, String actor, TagDirectory tags) {
            this(command, actor, tags, new Done());
        }
    }

    /// A question, with a place for its answer.
    final class Question<T> implements JournalJob {
        private final Function<Allocator, T> question;
        private final Done done = new Done();
        private volatile @Nullable T result; // null until it is answered
        private volatile @Nullable RuntimeException
                failure; // null unless the question itself failed

        Question(Function<Allocator, T> question) {
            this.question = question;
        }

        @Override
        public Done done() {
            return done;
        }

        void answer(Allocator allocator) {
            try {
                result = question.apply(allocator);
            } catch (RuntimeException e) { // the caller's own mistake: it is his to have
                failure = e;
            }
        }

        T result() {
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
            T answer = result;
            if (answer == null) {
                throw new IllegalStateException("a question must have an answer");
            }
            return answer;
        }
    }

    /// Where a caller waits.
    final class Done {
        private final CountDownLatch latch = new CountDownLatch(1);
        private @Nullable Answer answer; // null for questions; written before the latch opens
        private long revision;
        private @Nullable StoreUnavailableException failure; // null while all is well

        /// @param found null for questions
        void decided(@Nullable Answer found, long atRevision) {
            answer = found;
            revision = atRevision;
        }

        void acknowledge() {
            latch.countDown();
        }

        void fail(StoreUnavailableException why) {
            failure = why;
            latch.countDown();
        }

        Acknowledged await() throws StoreUnavailableException, InterruptedException {
            latch.await();
            StoreUnavailableException failed = failure;
            if (failed != null) {
                throw failed.again();
            }
            Answer found = answer;
            return new Acknowledged(found == null ? new Answer.Done() : found, revision);
        }
    }
}
