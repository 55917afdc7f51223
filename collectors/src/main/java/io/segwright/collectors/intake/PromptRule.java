package io.segwright.collectors.intake;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Decides when a message makes us ask its sender again: at most once in five minutes for a device, inside its site's
/// budget, and never for a sender that nobody knows and that has not proved who it is.
///
/// Not at the first message but a few seconds later: one pulled cable makes routing, the port and LLDP speak in turn
/// over about a second, and who asks in between reads the old neighbours and may not ask again for five minutes.
///
/// A second message within the five minutes is not lost: the device is due once they are over. Pure but for what it
/// remembers; not thread-safe.
public final class PromptRule {
    /// How long a device is left alone after it was asked because of a message.
    public static final Duration QUIET = Duration.ofMinutes(5);

    /// How long after its first message a device is asked: what it tells of is settled by then.
    public static final Duration SETTLE = Duration.ofSeconds(3);

    private static final int SITE_PROMPTS_PER_MINUTE =
            30; // a power cut makes a whole site speak at once; polls in turn find it all
    private static final int DEVICES_MAX = 200_000; // as many as an estate has

    private final Function<IpAddress, Optional<Known>> inventory;
    private final Map<DeviceId, Instant> prompted = new HashMap<>();
    private final Map<DeviceId, Due> due = new LinkedHashMap<>();
    private final Map<String, Window> sites = new HashMap<>();

    /// Who a sender is.
    ///
    /// @param at where to ask it
    public record Known(DeviceId device, String site, IpAddress at) {}

    /// Asked because of a message.
    ///
    /// @param reason for people, e.g. `trap linkDown`
    public record Prompt(Known target, String reason) {}

    private record Due(Prompt prompt, Instant from) {}

    private record Window(long minute, int prompts) {}

    /// What became of a message.
    public enum Outcome {
        /// It is due now or later: [#next] hands it out.
        QUEUED,
        /// The device is due already.
        ALREADY_DUE,
        /// Nobody knows the sender: it triggers nothing.
        UNKNOWN_SENDER,
        /// More devices than an estate has are waiting.
        FULL
    }

    /// @param inventory the device that has an address as its own, if there is exactly one
    public PromptRule(Function<IpAddress, Optional<Known>> inventory) {
        this.inventory = inventory;
    }

    /// A message came that means that something changed.
    public Outcome heard(IpAddress sender, String reason, Instant now) {
        Optional<Known> known = inventory.apply(sender);
        if (known.isEmpty()) {
            return Outcome.UNKNOWN_SENDER;
        }
        DeviceId device = known.get().device();
        if (due.containsKey(device)) {
            return Outcome.ALREADY_DUE;
        }
        if (due.size() >= DEVICES_MAX) {
            return Outcome.FULL;
        }
        Instant last = prompted.get(device);
        Instant settled = now.plus(SETTLE);
        Instant from =
                last == null || last.plus(QUIET).isBefore(settled) ? settled : last.plus(QUIET);
        due.put(device, new Due(new Prompt(known.get(), reason), from));
        return Outcome.QUEUED;
    }

    /// The next device to ask now, if one is due and its site's budget allows; the caller asks it.
    public Optional<Prompt> next(Instant now) {
        for (Due each : due.values()) {
            String site = each.prompt.target().site();
            if (!each.from.isAfter(now) && takeBudget(site, now)) {
                DeviceId device = each.prompt.target().device();
                due.remove(device);
                forgetOld(now);
                prompted.put(device, now);
                return Optional.of(each.prompt);
            }
        }
        return Optional.empty();
    }

    private boolean takeBudget(String site, Instant now) {
        long minute = now.getEpochSecond() / 60;
        Window window = sites.get(site);
        int used = window == null || window.minute != minute ? 0 : window.prompts;
        if (used >= SITE_PROMPTS_PER_MINUTE) {
            return false;
        }
        sites.put(site, new Window(minute, used + 1));
        return true;
    }

    private void forgetOld(Instant now) {
        if (prompted.size() >= DEVICES_MAX) {
            prompted.values().removeIf(at -> at.plus(QUIET).isBefore(now));
        }
    }

    /// Devices that are due, now or later.
    public int waiting() {
        return due.size();
    }
}
