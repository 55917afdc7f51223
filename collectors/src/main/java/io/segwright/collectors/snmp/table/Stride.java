package io.segwright.collectors.snmp.table;

import io.segwright.collectors.snmp.table.VarbindSource.Cost;

/// How many varbinds to ask for at once.
///
/// The ideal is what the agent answers at the lowest cost a varbind. A request has a fixed cost, so more are cheaper,
/// until the agent sorts for each, or the answer no longer fits one frame: of a datagram in fragments, each one lost
/// loses all. Climbs by a step with each full answer and notes the shortest round trip a varbind at each size: the
/// shortest, since all others met somebody else's work. Goes back where a size shows itself clearly dearer than a
/// smaller one, halves after a timeout or `tooBig` (RFC 3416 sec. 4.2.1).
final class Stride {
    /// Varbinds of one request: what LibreNMS asks of agents that can take it.
    static final int VARBINDS_MAX = 50;

    private static final int STEP = 5;
    private static final int SAMPLES = 4; // of a size before it is given up
    private static final double DEARER = 1.5; // below that it is noise
    private static final int FRAME_BYTES = 1_472; // UDP payload of an unfragmented IPv4 packet
    private static final int MESSAGE_BYTES_MIN = 484; // RFC 3411, snmpEngineMaxMessageSize
    private static final int HEADER_BYTES = 60; // of a v2c answer; a v3 one has 60 more

    private int varbinds = Quirks.UNKNOWN.varbinds();
    private int ceiling = VARBINDS_MAX;
    private int messageBytes = FRAME_BYTES;
    private double bytesEach;
    private final int[] samples = new int[VARBINDS_MAX / STEP + 1]; // by size in steps
    private final double[] cheapest = new double[VARBINDS_MAX / STEP + 1]; // nanos a varbind
    private boolean settled;

    void adopt(Quirks known) {
        varbinds = known.varbinds();
        ceiling = known.ceiling();
    }

    /// snmpEngineMaxMessageSize: the longest message that the agent sends or takes.
    void messageMax(long bytes) {
        if (bytes >= MESSAGE_BYTES_MIN) {
            messageBytes = (int) Math.min(FRAME_BYTES, bytes);
        }
    }

    int varbinds() {
        if (bytesEach == 0) {
            return varbinds;
        }
        return Math.max(1, Math.min(varbinds, (int) ((messageBytes - HEADER_BYTES) / bytesEach)));
    }

    /// What is remembered of it.
    int settledAt() {
        return varbinds;
    }

    int ceiling() {
        return ceiling;
    }

    /// @param asked varbinds that were asked for
    /// @param got varbinds of the answer
    void answered(int asked, int got, Cost cost) {
        if (cost.bytes() > 0 && got > 0) {
            bytesEach = Math.max(1, (cost.bytes() - HEADER_BYTES) / (double) got);
        }
        if (cost.nanos() > 0 && got >= asked) { // an answer cut short tells nothing
            int size = Math.min(asked, VARBINDS_MAX) / STEP;
            double each = cost.nanos() / (double) got;
            cheapest[size] = samples[size]++ == 0 ? each : Math.min(cheapest[size], each);
            if (isDear(size)) {
                varbinds = Math.max(1, (size - 1) * STEP);
                settled = true;
            }
        }
        if (!settled && got >= Math.min(asked, varbinds() / 2)) {
            varbinds = Math.min(ceiling, varbinds + STEP);
        }
    }

    /// The shortest round trip a varbind so far, in nanoseconds; 0 where none is known.
    double nanosEach() {
        double least = 0;
        for (int size = 0; size < samples.length; size++) {
            if (samples[size] > 0 && (least == 0 || cheapest[size] < least)) {
                least = cheapest[size];
            }
        }
        return least;
    }

    private boolean isDear(int size) {
        boolean dear = false;
        for (int smaller = 1; smaller < size && samples[size] >= SAMPLES; smaller++) {
            dear |= samples[smaller] > 0 && cheapest[size] > cheapest[smaller] * DEARER;
        }
        return dear;
    }

    /// @return false where nothing smaller can be asked for
    boolean tooBig() {
        int asked = varbinds();
        if (asked <= 1) {
            return false;
        }
        ceiling = asked - 1;
        varbinds = asked / 2;
        return true;
    }

    void timedOut() {
        varbinds = Math.max(1, varbinds() / 2);
    }

    /// One varbind, and then up again.
    void single() {
        varbinds = 1;
        settled = false;
    }
}
