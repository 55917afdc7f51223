package io.segwright.collectors.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SenderQueueTest {
    private static final IpAddress LOUD = IpAddress.of("10.0.0.1");
    private static final IpAddress QUIET = IpAddress.of("10.0.0.2");

    @Test
    void aFloodOfOneSenderDropsItsOwnMessagesOnly() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<String> taken = new CopyOnWriteArrayList<>();
        SenderQueue<String> queue =
                new SenderQueue<>(
                        "test-queue",
                        16,
                        message -> {
                            await(go);
                            taken.add(message);
                        });
        for (int i = 0; i < 100; i++) {
            queue.offer(LOUD, "loud " + i);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(queue.offer(QUIET, "quiet " + i)).isTrue();
        }
        queue.start();
        go.countDown();
        queue.close();
        assertThat(taken)
                .containsExactly(
                        "loud 0", "loud 1", "loud 2", "loud 3", "quiet 0", "quiet 1", "quiet 2",
                        "quiet 3");
        assertThat(queue.counters().accepted()).isEqualTo(8);
        assertThat(queue.counters().dropped()).isEqualTo(96);
        assertThat(queue.counters().droppedBySender()).containsOnlyKeys(LOUD);
    }

    @Test
    void aConsumerThatFailsGetsTheNextMessage() {
        List<String> taken = new CopyOnWriteArrayList<>();
        SenderQueue<String> queue =
                new SenderQueue<>(
                        "test-queue",
                        16,
                        message -> {
                            if (message.equals("bad")) {
                                throw new IllegalStateException("bad");
                            }
                            taken.add(message);
                        });
        queue.start();
        queue.offer(LOUD, "bad");
        queue.offer(LOUD, "good");
        queue.close();
        assertThat(taken).containsExactly("good");
        assertThat(queue.counters().failures()).isEqualTo(1);
        assertThat(queue.offer(LOUD, "late")).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
