package io.segwright.collectors.flow;

/// Walks the sets of a message by their lengths; v9 (RFC 3954 sec. 5.2) and IPFIX (RFC 7011 sec. 3.3.2) agree on these.
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |             Set ID            |            Length             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public final class SetWalk {
    private static final int LENGTH_OFFSET = 2;
    private static final int HEADER_LENGTH = 4;

    /// Reads one set.
    @FunctionalInterface
    public interface SetReader {
        /// @param id of the set
        /// @param at first byte behind the set's header
        /// @param end of the set
        void read(int id, int at, int end) throws MalformedException;
    }

    private SetWalk() {}

    /// Reads set after set; what is wrong is counted with the exporter.
    ///
    /// A broken set is left and the next one read, until [FlowLimits#PROBLEMS_PER_DATAGRAM]; a set whose length
    /// cannot be right ends the walk, since nothing tells where the next one begins.
    ///
    /// @param from first byte behind the message's header
    /// @param end of the message
    public static void walk(Exporter exporter, byte[] bytes, int from, int end, SetReader reader) {
        int at = from;
        int problems = 0;
        while (at < end && problems < FlowLimits.PROBLEMS_PER_DATAGRAM) {
            // Firewalls send datagrams of one size, filled up with zeros behind the last set.
            if (bytes[at] == 0 && NetworkOrder.isZero(bytes, at, end)) {
                return;
            }
            int setEnd = at;
            try {
                setEnd = at + length(bytes, at, end);
                reader.read(NetworkOrder.u16(bytes, at), at + HEADER_LENGTH, setEnd);
            } catch (MalformedException problem) {
                exporter.malformed(problem);
                problems++;
                if (setEnd == at) {
                    return;
                }
            }
            at = setEnd;
        }
    }

    private static int length(byte[] bytes, int at, int end) throws MalformedException {
        if (end - at < HEADER_LENGTH) {
            throw new MalformedException(
                    Malformation.SET_LENGTH,
                    "set header at byte %d has %d bytes, want %d"
                            .formatted(at, end - at, HEADER_LENGTH));
        }
        int length = NetworkOrder.u16(bytes, at + LENGTH_OFFSET);
        if (length < HEADER_LENGTH || length > end - at) {
            throw new MalformedException(
                    Malformation.SET_LENGTH,
                    "set length at byte %d is %d, want %d..%d"
                            .formatted(at + LENGTH_OFFSET, length, HEADER_LENGTH, end - at));
        }
        return length;
    }
}
