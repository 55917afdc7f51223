package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.collectors.snmp.table.Quirks;
import io.segwright.collectors.snmp.table.Quirks.Bulk;
import io.segwright.collectors.snmp.table.Quirks.Order;
import io.segwright.collectors.snmp.table.Recall.Fingerprint;
import io.segwright.collectors.snmp.table.Recall.Past;
import io.segwright.collectors.snmp.table.Stamps;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentMemoryTest {
    private static final IpAddress FIRST = IpAddress.of("192.0.2.1");
    private static final IpAddress SECOND = IpAddress.of("192.0.2.2");
    private static final IpAddress THIRD = IpAddress.of("2001:db8::3");
    private static final String TYPE = "1.3.6.1.4.1.9.1.1208";
    private static final String LOOPS = "1.3.6.1.2.1.2.2.1.2";
    private static final Quirks SOUND = new Quirks(45, 50, Bulk.ANSWERED, 3, Order.MIXED, Set.of());
    private static final Quirks BROKEN = new Quirks(5, 9, Bulk.OFF, 3, Order.RISING, Set.of(LOOPS));

    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final AgentMemory memory = new AgentMemory(() -> now);

    private static Fingerprint who(String name) {
        return new Fingerprint(TYPE, name, "800000");
    }

    private static Past past(AgentMemory memory, IpAddress address, String name) {
        return memory.recall(address, Optional.empty()).about(who(name));
    }

    private void learn(IpAddress address, String name, Quirks quirks) {
        memory.recall(address, Optional.empty()).learned(who(name), quirks, Optional.empty());
    }

    @Test
    void aDeviceStartsWhereItsLastPollEnded() {
        assertThat(past(memory, FIRST, "a").quirks()).isEqualTo(Quirks.UNKNOWN);
        learn(FIRST, "a", SOUND);
        assertThat(past(memory, FIRST, "a").quirks()).isEqualTo(SOUND);
    }

    @Test
    void anotherDeviceAtTheAddressHasNothingOfTheLastOnesStamps() {
        Stamps stamps = new Stamps(now, now, 1, 1, Map.of(Part.HARDWARE, 7L));
        memory.recall(FIRST, Optional.empty()).learned(who("a"), SOUND, Optional.of(stamps));
        assertThat(past(memory, FIRST, "a").stamps()).contains(stamps);
        assertThat(past(memory, FIRST, "b").stamps()).isEmpty();
    }

    @Test
    void aNewDeviceOfAKnownKindStartsWithWhatTheKindLearned() {
        learn(FIRST, "a", SOUND);
        assertThat(past(memory, SECOND, "b").quirks()).isEqualTo(SOUND);
        assertThat(
                        memory.recall(SECOND, Optional.empty())
                                .about(new Fingerprint("1.3.6.1.4.1.9.1.1", "b", ""))
                                .quirks())
                .isEqualTo(Quirks.UNKNOWN);
    }

    @Test
    void oneBrokenDeviceDoesNotBlindUsToItsKindButTwoDo() {
        learn(FIRST, "a", SOUND);
        learn(SECOND, "b", BROKEN);
        Quirks after = past(memory, THIRD, "c").quirks();
        assertThat(after.badColumns()).isEmpty();
        assertThat(after.bulk()).isEqualTo(Bulk.ANSWERED);
        AgentMemory other = new AgentMemory(() -> now);
        other.recall(FIRST, Optional.empty()).learned(who("a"), BROKEN, Optional.empty());
        other.recall(SECOND, Optional.empty()).learned(who("b"), BROKEN, Optional.empty());
        assertThat(past(other, THIRD, "c").quirks()).isEqualTo(BROKEN);
    }

    @Test
    void whatFailedIsTriedAgainADayLater() {
        learn(FIRST, "a", BROKEN);
        now = now.plus(AgentMemory.RETRY).minusSeconds(1);
        assertThat(past(memory, FIRST, "a").quirks()).isEqualTo(BROKEN);
        // a poll meanwhile leaves the column out and so has nothing to say of it
        learn(FIRST, "a", new Quirks(5, 9, Bulk.OFF, 3, Order.RISING, Set.of()));
        assertThat(past(memory, FIRST, "a").quirks()).isEqualTo(BROKEN);
        now = now.plus(Duration.ofSeconds(1));
        Quirks again = past(memory, FIRST, "a").quirks();
        assertThat(again.badColumns()).isEmpty();
        assertThat(again.bulk()).isEqualTo(Bulk.ANSWERED);
        assertThat(again.varbinds()).isEqualTo(5);
    }

    @Test
    void whatWasSavedIsWhatIsLoaded() throws Exception {
        Stamps stamps =
                new Stamps(
                        now.minusSeconds(60),
                        now,
                        123_456,
                        4,
                        Map.of(Part.HARDWARE, 7L, Part.INTERFACES, -9L));
        memory.recall(THIRD, Optional.empty()).learned(who("a b"), BROKEN, Optional.of(stamps));
        learn(FIRST, "", SOUND);
        List<String> lines = memory.lines();
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("a b"));
        AgentMemory loaded = AgentMemory.load(lines, () -> now);
        assertThat(loaded.lines()).isEqualTo(lines);
        assertThat(past(loaded, THIRD, "a b").stamps()).contains(stamps);
        assertThat(past(loaded, THIRD, "a b").quirks()).isEqualTo(BROKEN);
    }

    @Test
    void aDamagedLineIsNamed() {
        learn(FIRST, "a", SOUND);
        String good = memory.lines().getFirst();
        for (String bad :
                List.of(
                        "device 192.0.2.1",
                        good.replace("192.0.2.1", "192.0.2"),
                        good.replace(" 45 50 ", " 45 5000 "),
                        good.replace("device", "gadget"),
                        good.substring(0, good.length() - 1) + "x,y,z,1",
                        good.replace("ANSWERED", "maybe"))) {
            assertThatThrownBy(() -> AgentMemory.load(List.of("", bad), () -> now))
                    .as(bad)
                    .isInstanceOf(AgentMemoryFormatException.class)
                    .hasMessageStartingWith("line 2: ")
                    .hasMessageEndingWith("; delete the line");
        }
    }
}
