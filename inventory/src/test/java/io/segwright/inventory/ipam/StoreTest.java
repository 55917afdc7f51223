package io.segwright.inventory.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.PoolPolicy.Addressing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoreTest {
    private static Request request(int id, String key) {
        Wish wish = new Wish("p", new Ask.NextAddress(), Tags.NONE, Duration.ZERO, key);
        Step step = new Step(Instant.ofEpochMilli(1), "a", Step.Act.REQUESTED, "r");
        return new Request(id, wish, Request.State.PENDING, null, id, List.of(step));
    }

    @Test
    void keysAreFoundAsAMapFindsThemThroughMuchForgetting() {
        Store store = new Store();
        Map<String, Request> twin = new HashMap<>();
        Random random = new Random(3);
        int[] idOf = new int[2_000];
        for (int id = 1; id < 40_000; id++) {
            int slot = random.nextInt(idOf.length);
            String key = "key-" + slot;
            if (idOf[slot] != 0) {
                store.forget(idOf[slot]);
                twin.remove(key);
                idOf[slot] = 0;
            } else {
                Request request = request(id, key);
                store.put(id, ChangeCodec.encode(new Change.RequestPut(request)));
                twin.put(key, request);
                idOf[slot] = id;
            }
            String asked = "key-" + random.nextInt(idOf.length);
            assertThat(store.byKey(asked)).isEqualTo(twin.get(asked));
        }
        assertThat(store.size()).isEqualTo(twin.size());
    }

    @Test
    void anAllocationTakesTheSameRoomHoweverManyThereAre() {
        Desk desk = Desk.withPool("10.0.0.0/8", Addressing.ALL);
        int made = 0;
        for (int count : List.of(1_000, 10_000, 30_000)) {
            for (; made < count; made++) {
                desk.granted(Desk.ask("p", new Ask.NextAddress(), "job-" + made));
                desk.written.clear();
            }
            assertThat(desk.allocator.requestBytes() / made)
                    .as("bytes at %d", count)
                    .isBetween(100L, 220L);
        }
    }
}
