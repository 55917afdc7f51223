package io.segwright.collectors.snmp.table;

import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Where an agent's change stamps stood when its tables were last known whole.
///
/// @param readAt when every part was last read, whatever the stamps said
/// @param seenAt when these stamps were read
/// @param uptime sysUpTime then, in hundredths of a second
/// @param boots snmpEngineBoots then; 0 where the agent has no such counter
/// @param marks of each part that was whole: equal marks mean an unchanged part
public record Stamps(
        Instant readAt, Instant seenAt, long uptime, long boots, Map<Part, Long> marks) {
    /// Everything is read this often even where no stamp moves: some agents have stamps that never do.
    public static final Duration FULL_READ = Duration.ofHours(24);

    private static final Duration SLACK =
            Duration.ofSeconds(90); // a poll's own length, and the drift of a cheap clock in a day

    public Stamps {
        marks = Map.copyOf(marks);
    }

    /// True where the agent has been up since: its uptime went on as long as the time that passed. An agent that was
    /// restarted long ago has a greater uptime than then, but too small a one. A wrap after 497 days counts as a
    /// restart, which costs one full read.
    boolean isSameRun(long uptimeNow, long bootsNow, Instant now) {
        Duration passed = Duration.between(seenAt, now);
        Duration ran = Duration.ofMillis((uptimeNow - uptime) * 10);
        return uptimeNow >= uptime
                && bootsNow == boots
                && passed.compareTo(FULL_READ) < 0
                && !passed.isNegative()
                && ran.compareTo(passed.minus(SLACK)) >= 0;
    }

    /// True where it is time to read everything again.
    boolean isDue(Instant now) {
        return !now.isBefore(readAt.plus(FULL_READ));
    }
}
