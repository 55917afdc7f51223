package io.segwright.collectors.flow;

/// Finds out from sequence numbers what was lost on the way. Not thread-safe.
///
/// NetFlow v9 counts datagrams per source id (RFC 3954 sec. 5.1), IPFIX data records per observation domain
/// (RFC 7011 sec. 3.1); both wrap at 2^32. A number ahead of the expected one is a loss; one a little behind is a
/// late datagram, which was counted as lost and is taken back; one far behind, or absurdly far ahead, is an
/// exporter that started anew.
public final class SequenceTracker {
    // Datagrams overtake one another by a few; OpenNMS waits for 32. IPFIX counts records, about 32
    // to a datagram.
    private static final int REORDER_DATAGRAMS = 32;
    private static final int RECORDS_PER_DATAGRAM = 32;
    private static final long JUMP_MAX =
            1 << 24; // further ahead it is another numbering, not a loss: hours of traffic
    private static final long UPTIME_REORDER_MILLIS =
            5_000; // so much may a late datagram's uptime lie behind
    private static final long UPTIME_WRAP_MILLIS =
            3_600_000; // sysUptime wraps after 49.7 days, within an hour of its end

    /// What a sequence number counts.
    public enum Unit {
        DATAGRAMS,
        RECORDS
    }

    /// What a datagram's number says.
    public enum Verdict {
        /// The first one, the expected one, or one after a loss.
        IN_ORDER,
        LATE,
        RESTARTED
    }

    private final int window;
    private boolean
            known; // false before the first datagram, and behind data that could not be counted
    private long lastNumber;
    private long lastCounted;
    private boolean countsItself; // the number includes the records of its own message
    private long lost;
    private long uptimeMillis; // v9 only, as is the next
    private long lastExportSeconds;

    public SequenceTracker(Unit unit) {
        window =
                switch (unit) {
                    case DATAGRAMS -> REORDER_DATAGRAMS;
                    case RECORDS -> REORDER_DATAGRAMS * RECORDS_PER_DATAGRAM;
                };
    }

    /// A restarted exporter's uptime falls while its clock goes on; in a late datagram both lie behind.
    ///
    /// @param uptime the exporter's sysUptime in ms, unsigned 32 bits
    /// @param exportSeconds the exporter's clock
    /// @return true when the exporter restarted since the last datagram
    public boolean restartedBy(long uptime, long exportSeconds) {
        boolean wrapped =
                uptimeMillis > 0xffff_ffffL - UPTIME_WRAP_MILLIS && uptime < UPTIME_WRAP_MILLIS;
        boolean fell = uptimeMillis - uptime > UPTIME_REORDER_MILLIS && !wrapped;
        if (exportSeconds < lastExportSeconds) {
            return false;
        }
        lastExportSeconds = exportSeconds;
        uptimeMillis = uptime;
        if (fell) {
            known = false;
        }
        return fell;
    }

    /// @param number the datagram's sequence number, unsigned 32 bits
    /// @param counted how many units the datagram itself holds
    public Verdict accept(long number, long counted) {
        long ahead = ahead(number, counted);
        Verdict verdict = Verdict.IN_ORDER;
        if (known && ahead < 0 && ahead >= -window && ahead + counted <= 0) {
            lost -= Math.min(lost, counted);
            return Verdict.LATE;
        }
        if (known && (ahead < -window || ahead > JUMP_MAX)) {
            verdict = Verdict.RESTARTED;
        } else if (known) {
            // Below 0 it overlaps the one before: exporters that leave options records out of their
            // count.
            lost += Math.max(0, ahead);
        }
        known = true;
        lastNumber = number;
        lastCounted = counted;
        return verdict;
    }

    /// How far a number is ahead of the expected one. RFC 7011 has it count the records before its message; some
    /// exporters count the message's own too. Whichever of the two fits exactly is taken from then on.
    private long ahead(long number, long counted) {
        long beforeMessage = (int) (number - lastNumber - lastCounted);
        long withMessage = (int) (number - lastNumber - counted);
        if (known && beforeMessage != withMessage) {
            countsItself = withMessage == 0 || (countsItself && beforeMessage != 0);
        }
        return countsItself ? withMessage : beforeMessage;
    }

    /// Data came that could not be counted, for want of its template: the next number is taken as it is.
    public void lostCount() {
        known = false;
    }

    /// Units that were sent and did not arrive, as far as the numbers tell.
    public long lost() {
        return lost;
    }
}
