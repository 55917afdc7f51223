package io.segwright.lab.agent;

import java.util.ArrayList;
import java.util.List;

/// A request as it came: RFC 3416 sec. 3.
///
/// @param tag [Tags#GET] and its like
/// @param first error-status, or non-repeaters of a GETBULK
/// @param second error-index, or max-repetitions of a GETBULK
/// @param names of the varbinds, BER content
/// @param requested the varbinds as they came, for error answers that echo them
record Pdu(
        int tag, int requestId, int first, int second, List<byte[]> names, VarbindList requested) {
    private static final int VARBINDS_MAX = 1_024; // more do not fit a datagram in any useful way

    static Pdu read(BerReader in, byte[] datagram) throws BerException {
        int tag = in.tag();
        BerReader body = in.enter(tag);
        int requestId = body.integer();
        int first = body.integer();
        int second = body.integer();
        BerReader list = body.enter(Tags.SEQUENCE);
        List<byte[]> names = new ArrayList<>();
        VarbindList requested = new VarbindList();
        while (list.hasMore()) {
            if (names.size() == VARBINDS_MAX) {
                throw new BerException("more than " + VARBINDS_MAX + " varbinds");
            }
            int start = list.position();
            BerReader varbind = list.enter(Tags.SEQUENCE);
            names.add(varbind.octets(Tags.OBJECT_ID));
            varbind.enter(varbind.tag());
            requested.add(datagram, start, list.position() - start);
        }
        return new Pdu(tag, requestId, first, second, List.copyOf(names), requested);
    }

    boolean isRequest() {
        return tag == Tags.GET || tag == Tags.GET_NEXT || tag == Tags.GET_BULK || tag == Tags.SET;
    }
}
