package io.segwright.collectors.flow;

import static io.segwright.collectors.flow.FlowElement.DURATION_MILLIS;
import static io.segwright.collectors.flow.FlowElement.END_DELTA_MICROS;
import static io.segwright.collectors.flow.FlowElement.END_MICROS;
import static io.segwright.collectors.flow.FlowElement.END_MILLIS;
import static io.segwright.collectors.flow.FlowElement.END_NANOS;
import static io.segwright.collectors.flow.FlowElement.END_SECONDS;
import static io.segwright.collectors.flow.FlowElement.END_UPTIME;
import static io.segwright.collectors.flow.FlowElement.OBSERVATION_MILLIS;
import static io.segwright.collectors.flow.FlowElement.OBSERVATION_SECONDS;
import static io.segwright.collectors.flow.FlowElement.START_DELTA_MICROS;
import static io.segwright.collectors.flow.FlowElement.START_MICROS;
import static io.segwright.collectors.flow.FlowElement.START_MILLIS;
import static io.segwright.collectors.flow.FlowElement.START_NANOS;
import static io.segwright.collectors.flow.FlowElement.START_SECONDS;
import static io.segwright.collectors.flow.FlowElement.START_UPTIME;
import static io.segwright.collectors.flow.FlowElement.SYSTEM_INIT_MILLIS;

/// When a flow began and ended, out of the dozen ways in which exporters say so. In ms; reused, not thread-safe.
///
/// Best first: absolute ms, NTP fractions, seconds, ms of sysUptime, microseconds before the export, the moment of an
/// event; with one end missing, the duration gives it. A clock is believed within a bound only: beyond it the flow
/// gets the time of arrival and keeps its duration, since a wrong time attributes the flow to a former owner.
final class FlowTimes {
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L; // from 1900 to 1970
    private static final long DURATION_MILLIS_MAX =
            7 * 86_400_000L; // active timeouts are half an hour; totals of long flows go back days
    private static final long NONE = Long.MIN_VALUE;

    private final long skewMaxMillis;
    private long startMillis;
    private long endMillis;

    FlowTimes(FlowLimits limits) {
        skewMaxMillis = limits.skewMax().toMillis();
    }

    long startMillis() {
        return startMillis;
    }

    long endMillis() {
        return endMillis;
    }

    /// Sets both times from a record, counting what had to be made up.
    void read(RecordSlots record, MessageContext context) {
        long start = start(record, context);
        long end = end(record, context);
        if (start == NONE && end == NONE) {
            end = observation(record);
        }
        if (start == NONE && end == NONE) {
            context.exporter().count(Exporter.Count.UNTIMED);
            end = context.exportMillis();
        }
        long duration = boundedDuration(record.value(DURATION_MILLIS));
        if (end == NONE) {
            end = start + duration;
        } else if (start == NONE) {
            start = end - duration;
        }
        bound(start, end, context);
    }

    private void bound(long start, long end, MessageContext context) {
        long received = context.receivedMillis();
        long duration = boundedDuration(end - start);
        boolean skewed = end < received - skewMaxMillis || end > received + skewMaxMillis;
        if (skewed) {
            context.exporter().count(Exporter.Count.SKEWED);
        }
        endMillis = skewed ? received : end;
        startMillis = endMillis - duration;
    }

    /// A duration that is negative or longer than any real one counts as none.
    private static long boundedDuration(long millis) {
        return millis < 0 || millis > DURATION_MILLIS_MAX ? 0 : millis;
    }

    private static long start(RecordSlots record, MessageContext context) {
        if (record.value(START_MILLIS) != 0) {
            return absolute(record.value(START_MILLIS));
        }
        if (record.has(START_MICROS) || record.has(START_NANOS)) {
            return ntpMillis(record.either(START_MICROS, START_NANOS));
        }
        if (record.value(START_SECONDS) != 0) {
            return absolute(record.value(START_SECONDS) * 1000);
        }
        if (record.has(START_UPTIME)) {
            return atUptime(record.value(START_UPTIME), record, context);
        }
        return record.has(START_DELTA_MICROS)
                ? context.exportMillis() - (record.value(START_DELTA_MICROS) >>> 1) / 500
                : NONE;
    }

    private static long end(RecordSlots record, MessageContext context) {
        if (record.value(END_MILLIS) != 0) {
            return absolute(record.value(END_MILLIS));
        }
        if (record.has(END_MICROS) || record.has(END_NANOS)) {
            return ntpMillis(record.either(END_MICROS, END_NANOS));
        }
        if (record.value(END_SECONDS) != 0) {
            return absolute(record.value(END_SECONDS) * 1000);
        }
        if (record.has(END_UPTIME)) {
            return atUptime(record.value(END_UPTIME), record, context);
        }
        return record.has(END_DELTA_MICROS)
                ? context.exportMillis() - (record.value(END_DELTA_MICROS) >>> 1) / 500
                : NONE;
    }

    private static long observation(RecordSlots record) {
        if (record.value(OBSERVATION_MILLIS) != 0) {
            return absolute(record.value(OBSERVATION_MILLIS));
        }
        return record.value(OBSERVATION_SECONDS) != 0
                ? absolute(record.value(OBSERVATION_SECONDS) * 1000)
                : NONE;
    }

    /// Keeps a hostile 64-bit time where sums with it cannot overflow; no real one is near.
    private static long absolute(long millis) {
        return millis < 0 ? 0 : Math.min(millis, Long.MAX_VALUE / 4);
    }

    /// RFC 7011 sec. 6.1.9: NTP seconds, which wrap in 2036 (RFC 4330 sec. 3), and a 32-bit fraction.
    private static long ntpMillis(long ntp) {
        long seconds = ntp >>> 32;
        long era = seconds < 1L << 31 ? 1L << 32 : 0;
        return (seconds + era - NTP_EPOCH_SECONDS) * 1000 + (((ntp & 0xffff_ffffL) * 1000) >>> 32);
    }

    /// A moment in ms since the exporter's start. Uptime has 32 bits and wraps, so the moment is taken as the one
    /// nearest to the export: the signed difference of the two.
    private static long atUptime(long moment, RecordSlots record, MessageContext context) {
        long uptime;
        if (context.uptime().isPresent()) {
            uptime = context.uptime().getAsLong();
        } else {
            long init = record.value(SYSTEM_INIT_MILLIS);
            init = init != 0 ? init : context.domain().systemInitMillis();
            if (init == 0) {
                return NONE; // IPFIX without element 160: nothing to count from
            }
            uptime = context.exportMillis() - init;
        }
        return context.exportMillis() - (int) (uptime - moment);
    }
}
