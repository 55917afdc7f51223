package io.segwright.app.labtools;

import io.segwright.app.config.ConfigException;
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.Oid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `--fault NAME=VALUE`.
final class FaultText {
    private static final String WANTED =
            "loss=SHARE, duplicate=SHARE, reorder=SHARE, cut=SHARE, delay=20ms, drop-every=N, toobig=VARBINDS,"
                    + " truncate=BYTES, loop=OID, repeat=OID, endless=OID, reboot=N, silent-after=N, wrong-source,"
                    + " wrong-id, empty or silent";

    private static final Duration HELD_BACK =
            Duration.ofMillis(20); // long for loopback, short for a timeout

    private static final Duration DELAY_MAX = Duration.ofMinutes(1);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s)");

    private FaultText() {}

    static List<Fault> parse(List<String> texts) throws ConfigException {
        List<Fault> faults = new ArrayList<>();
        int bends = 0;
        for (String text : texts) {
            Fault fault = parse(text);
            faults.add(fault);
            bends += isBend(fault) ? 1 : 0;
        }
        if (bends > 1) {
            throw new ConfigException("--fault: want one of loop, repeat and endless at a time");
        }
        return faults;
    }

    private static boolean isBend(Fault fault) {
        return fault instanceof Fault.Looping
                || fault instanceof Fault.Repeating
                || fault instanceof Fault.Endless;
    }

    private static Fault parse(String text) throws ConfigException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        try {
            return switch (name) {
                case "loss" -> new Fault.Loss(Double.parseDouble(value));
                case "duplicate" -> new Fault.Duplicate(Double.parseDouble(value));
                case "reorder" -> new Fault.Reorder(Double.parseDouble(value), HELD_BACK);
                case "cut" -> new Fault.Cut(Double.parseDouble(value));
                case "delay" -> new Fault.Delay(duration(value));
                case "drop-every" -> new Fault.DropEvery(Integer.parseInt(value));
                case "toobig" -> new Fault.TooBigAbove(positive(value));
                case "truncate" -> new Fault.Truncated(positive(value));
                case "loop" -> new Fault.Looping(Oid.of(value));
                case "repeat" -> new Fault.Repeating(Oid.of(value));
                case "endless" -> new Fault.Endless(Oid.of(value));
                case "reboot" -> new Fault.RebootEvery(Integer.parseInt(value));
                case "silent-after" -> new Fault.SilentAfter(positive(value));
                case "wrong-source" -> new Fault.OtherSource();
                case "wrong-id" -> new Fault.WrongRequestId();
                case "empty" -> new Fault.EmptyVarbinds();
                case "silent" -> new Fault.Silent();
                default -> throw new ConfigException("--fault " + text + ": want " + WANTED);
            };
        } catch (NumberFormatException _) {
            throw new ConfigException(
                    "--fault " + text + ": '" + value + "' does not fit: want " + WANTED);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--fault " + text + ": " + e.getMessage());
        }
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException("want at least 1");
        }
        return number;
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("want e.g. 20ms or 2s");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration delay =
                matcher.group(2).equals("s")
                        ? Duration.ofSeconds(number)
                        : Duration.ofMillis(number);
        if (delay.compareTo(DELAY_MAX) > 0) {
            throw new IllegalArgumentException("want at most 60s");
        }
        return delay;
    }
}
