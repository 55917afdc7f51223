package io.segwright.rotator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSlowTest {
    private static final AuditSettings IMPATIENT = new AuditSettings(3, Duration.ofMillis(1));

    @TempDir Path directory;

    @Test
    void aWriteThatNeverStartsIsRefusedAndNeverHappens() throws Exception {
        Desk desk = Desk.in(directory);
        CountDownLatch gate = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AuditLog log = AuditLog.open(desk.paths(), IMPATIENT, Desk.CLOCK, thread);
        thread.execute(() -> pass(gate));
        assertThatThrownBy(() -> log.record(Desk.event(1)))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("took longer than PT0.001S");
        gate.countDown();
        thread.submit(() -> {}).get();
        try {
            log.close();
        } catch (AuditUnavailableException _) {
            // one millisecond may not do for the closing signature; that is not the point here
        }
        assertThat(desk.verify().tally().events()).isZero();
    }

    @Test
    void aWriteThatEndsTooLateIsFollowedByARecordThatItWasRefused() throws Exception {
        Desk desk = Desk.in(directory);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        InstantSource stuck =
                () -> {
                    if (Thread.currentThread()
                            .getName()
                            .startsWith("pool")) { // the writer, not the opening
                        writing.countDown();
                        pass(gate);
                    }
                    return Desk.NOON;
                };
        AuditLog log =
                AuditLog.open(
                        desk.paths(), new AuditSettings(3, Duration.ofSeconds(2)), stuck, thread);
        assertThatThrownBy(() -> log.record(Desk.event(1)))
                .hasMessageContaining("took longer than PT2S");
        assertThat(writing.getCount()).isZero();
        assertThatThrownBy(() -> log.record(Desk.event(2))).hasMessageContaining("is still busy");
        gate.countDown();
        thread.submit(() -> {}).get();
        log.record(Desk.event(3));
        log.close();
        List<AuditEvent> events = desk.entries().stream().map(AuditEntry::event).toList();
        assertThat(events.stream().map(AuditEvent::action))
                .containsExactly("plan.write", "audit.refused", "plan.write", "audit.read");
        assertThat(events.get(1).subject()).isEqualTo("record 3");
        assertThat(events.get(2)).isEqualTo(Desk.event(3));
    }

    @Test
    void anInterruptedCallerIsRefusedAndTheLogLivesOn() throws Exception {
        Desk desk = Desk.in(directory);
        try (AuditLog log = desk.open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> log.record(Desk.event(1)))
                    .hasMessageContaining("the caller was interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void eightThreadsKeepEachItsOwnOrderAndLoseNothing() throws Exception {
        int each = 40;
        Desk desk = Desk.in(directory);
        try (AuditLog log = desk.open();
                ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String actor = "user:" + writer;
                done.add(
                        writers.submit(() -> {
                            for (int i = 0; i < each; i++) {
                                log.record(
                                        new AuditEvent(
                                                Desk.NOON,
                                                actor,
                                                "plan.write",
                                                "" + i,
                                                "",
                                                Map.of()));
                            }
                            return 0;
                        }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
        Map<String, Integer> next = new HashMap<>();
        for (AuditEntry entry : desk.entries()) {
            if (entry.event().action().equals("plan.write")) {
                int expected = next.merge(entry.event().actor(), 1, Integer::sum) - 1;
                assertThat(entry.event().subject()).isEqualTo("" + expected);
            }
        }
        assertThat(next.values()).hasSize(8).containsOnly(each);
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
