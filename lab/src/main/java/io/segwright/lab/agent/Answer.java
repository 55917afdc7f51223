package io.segwright.lab.agent;

import java.util.List;

/// Answers one request from a [MibView]: GET, GETNEXT and GETBULK of RFC 3416 sec. 4.2, and v1's ways of saying no.
///
/// @param errorStatus RFC 3416 sec. 3
/// @param errorIndex 1-based, 0 where no varbind is to blame
/// @param varbinds of the answer
record Answer(int errorStatus, int errorIndex, VarbindList varbinds) {
    static final int TOO_BIG = 1;
    static final int NO_SUCH_NAME = 2;
    static final int GEN_ERR = 5;
    static final int AUTHORIZATION_ERROR = 16;
    static final int NOT_WRITABLE = 17;
    private static final byte[] NO_SUCH_INSTANCE = {(byte) Tags.NO_SUCH_INSTANCE, 0};
    private static final byte[] END_OF_MIB_VIEW = {(byte) Tags.END_OF_MIB_VIEW, 0};

    /// Which error model and types the message's version has.
    enum Model {
        V1,
        V2
    }

    /// @param bytesMax how long the varbinds may be together
    static Answer of(Pdu pdu, MibView view, Model model, int bytesMax, FaultSet faults)
            throws BerException {
        if (pdu.tag() == Tags.SET) {
            int status = model == Model.V1 ? GEN_ERR : NOT_WRITABLE;
            return new Answer(status, pdu.names().isEmpty() ? 0 : 1, pdu.requested());
        }
        if (faults.emptyVarbinds()) {
            return new Answer(0, 0, new VarbindList());
        }
        if (expected(pdu) > faults.varbindsMax()) {
            return tooBig(pdu, model);
        }
        Answer answer =
                pdu.tag() == Tags.GET_BULK ? bulk(pdu, view, bytesMax) : single(pdu, view, model);
        return answer.varbinds.bytes() > bytesMax ? tooBig(pdu, model) : answer;
    }

    /// Which varbinds were asked for: a message with one more than any count cannot come.
    private static long expected(Pdu pdu) {
        if (pdu.tag() != Tags.GET_BULK) {
            return pdu.names().size();
        }
        int singles = nonRepeaters(pdu);
        return singles + (long) Math.max(0, pdu.second()) * (pdu.names().size() - singles);
    }

    private static int nonRepeaters(Pdu pdu) {
        return Math.min(Math.max(0, pdu.first()), pdu.names().size());
    }

    private static Answer tooBig(Pdu pdu, Model model) {
        // RFC 3416 sec. 4.2.1: an empty list; RFC 1157 sec. 4.1.2: the request's own
        return new Answer(TOO_BIG, 0, model == Model.V1 ? pdu.requested() : new VarbindList());
    }

    private static Answer single(Pdu pdu, MibView view, Model model) throws BerException {
        VarbindList out = new VarbindList();
        List<byte[]> names = pdu.names();
        for (int i = 0; i < names.size(); i++) {
            byte[] key = OidKey.of(names.get(i));
            int position = pdu.tag() == Tags.GET ? view.exact(key) : view.after(key);
            if (model == Model.V1) {
                position = withoutCounter64(pdu, view, position);
            }
            boolean missing = pdu.tag() == Tags.GET ? position == -1 : view.isEnd(position);
            if (!missing) {
                view.append(position, out);
            } else if (model == Model.V1) {
                return new Answer(NO_SUCH_NAME, i + 1, pdu.requested());
            } else {
                appendException(
                        names.get(i),
                        pdu.tag() == Tags.GET ? NO_SUCH_INSTANCE : END_OF_MIB_VIEW,
                        out);
            }
        }
        return new Answer(0, 0, out);
    }

    /// RFC 3584 sec. 4.2.2.1: v1 has no Counter64; GET finds nothing, GETNEXT steps over it.
    private static int withoutCounter64(Pdu pdu, MibView view, int position) {
        int at = position;
        if (pdu.tag() == Tags.GET) {
            return view.isCounter64(at) ? -1 : at;
        }
        while (view.isCounter64(at)) {
            at++;
        }
        return at;
    }

    private static Answer bulk(Pdu pdu, MibView view, int bytesMax) throws BerException {
        VarbindList out = new VarbindList();
        List<byte[]> names = pdu.names();
        int singles = nonRepeaters(pdu);
        int[] positions = new int[names.size()];
        byte[][] lastNames = new byte[names.size()][];
        for (int i = 0; i < names.size(); i++) {
            positions[i] = view.after(OidKey.of(names.get(i)));
            lastNames[i] = names.get(i);
            if (i < singles && !append(view, positions[i], lastNames, i, out, bytesMax)) {
                return full(out);
            }
        }
        for (int repetition = 0; repetition < pdu.second(); repetition++) {
            boolean more = false;
            for (int i = singles; i < names.size(); i++) {
                boolean ended = view.isEnd(positions[i]);
                if (!append(view, positions[i], lastNames, i, out, bytesMax)) {
                    return full(out);
                }
                if (!ended) {
                    positions[i] = view.after(positions[i]);
                    more = true;
                }
            }
            if (!more) {
                break; // RFC 3416 sec. 4.2.3: may stop once everything is endOfMibView
            }
        }
        return new Answer(0, 0, out);
    }

    /// What fits is the answer; where not even one varbind does, that is said.
    private static Answer full(VarbindList out) {
        return new Answer(out.size() == 0 ? TOO_BIG : 0, 0, out);
    }

    /// @return false where it would not fit; then the list is as before
    private static boolean append(
            MibView view,
            int position,
            byte[][] lastNames,
            int column,
            VarbindList out,
            int bytesMax)
            throws BerException {
        if (view.isEnd(position)) {
            appendException(lastNames[column], END_OF_MIB_VIEW, out);
        } else {
            view.append(position, out);
            if (view.isEnd(view.after(position))) {
                lastNames[column] = out.name(out.size() - 1);
            }
        }
        if (out.bytes() > bytesMax) {
            out.removeLast();
            return false;
        }
        return true;
    }

    private static void appendException(byte[] name, byte[] exception, VarbindList out) {
        byte[] varbind = Mib.encode(name, exception);
        out.add(varbind, 0, varbind.length);
    }

    /// Writes the PDU before what the writer holds.
    void write(BerWriter writer, int tag, int requestId) {
        int pdu = writer.mark();
        varbinds.writeTo(writer);
        writer.wrap(Tags.SEQUENCE, pdu)
                .integer(errorIndex)
                .integer(errorStatus)
                .integer(requestId)
                .wrap(tag, pdu);
    }
}
