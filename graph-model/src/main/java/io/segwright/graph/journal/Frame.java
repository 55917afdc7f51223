package io.segwright.graph.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// What is written in one go, and is whole or not there.
///
/// ```
///  0      4        8               16        20
/// +------+--------+---------------+---------+-----------------------------------------------------------+
/// | SWJ1 | length | number        | CRC-32C | transactions: count, each: revision, count, changes with   |
/// |      | of all |               | of rest | their lengths                                             |
/// +------+--------+---------------+---------+-----------------------------------------------------------+
/// ```
///
/// Big-endian. A frame is a whole group commit, and the next one is begun only after it is on disk. So a broken frame
/// with a good one behind it was acknowledged once and is damage; one with nothing behind it was never acknowledged.
///
/// @param number one more than the frame before
record Frame(long number, List<Transaction> transactions) {
    static final int MAGIC = 0x53574a31; // SWJ1
    static final int HEADER = 20;
    static final int BYTES_MAX = 64 << 20; // 1,024 commands of at most 4,096 pieces are far below
    private static final int LENGTH_AT = 4;
    private static final int NUMBER_AT = 8;
    private static final int CRC_AT = 16;
    private static final int TRANSACTIONS_MAX = 1 << 20;
    private static final int CHANGES_MAX = 1 << 20;

    Frame {
        transactions = List.copyOf(transactions);
    }

    ByteBuffer encode() {
        int size = HEADER + 4;
        for (Transaction transaction : transactions) {
            size += 12;
            for (byte[] change : transaction.changes()) {
                size += 4 + change.length;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(MAGIC).putInt(size).putLong(number).putInt(0).putInt(transactions.size());
        for (Transaction transaction : transactions) {
            out.putLong(transaction.revision()).putInt(transaction.changes().size());
            for (byte[] change : transaction.changes()) {
                out.putInt(change.length).put(change);
            }
        }
        out.putInt(CRC_AT, crc(out, 0, size));
        return out.flip();
    }

    /// Of all but the checksum itself.
    private static int crc(ByteBuffer bytes, int at, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at + LENGTH_AT, CRC_AT - LENGTH_AT));
        crc.update(bytes.slice(at + HEADER, size - HEADER));
        return (int) crc.getValue();
    }

    /// The size of the good frame that begins at `at`; 0 where none does.
    static int sizeAt(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < HEADER || bytes.getInt(at) != MAGIC) {
            return 0;
        }
        int size = bytes.getInt(at + LENGTH_AT);
        boolean fits = size >= HEADER + 4 && size <= BYTES_MAX && size <= bytes.limit() - at;
        return fits && bytes.getInt(at + CRC_AT) == crc(bytes, at, size) ? size : 0;
    }

    /// How many bytes the frame at `at` claims to have, for readers that have not all of it yet; 0 where none begins.
    static int claimedAt(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < HEADER || bytes.getInt(at) != MAGIC) {
            return 0;
        }
        int size = bytes.getInt(at + LENGTH_AT);
        return size >= HEADER + 4 && size <= BYTES_MAX ? size : 0;
    }

    /// @param at where [#sizeAt] found a good frame
    /// @throws DamagedException its checksum is right, what it holds is not
    static Frame decodeAt(ByteBuffer bytes, int at) throws DamagedException {
        ByteBuffer in = bytes.slice(at, bytes.getInt(at + LENGTH_AT));
        long number = in.getLong(NUMBER_AT);
        in.position(HEADER);
        int count = count(in, TRANSACTIONS_MAX);
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            require(in, 12);
            long revision = in.getLong();
            int changes = count(in, CHANGES_MAX);
            List<byte[]> encoded = new ArrayList<>();
            for (int c = 0; c < changes; c++) {
                int length = count(in, BYTES_MAX);
                require(in, length);
                byte[] change = new byte[length];
                in.get(change);
                encoded.add(change);
            }
            transactions.add(new Transaction(revision, encoded));
        }
        return new Frame(number, transactions);
    }

    private static int count(ByteBuffer in, int max) throws DamagedException {
        require(in, 4);
        int count = in.getInt();
        if (count < 0 || count > max) {
            throw new DamagedException("count " + count + ": want 0.." + max);
        }
        return count;
    }

    private static void require(ByteBuffer in, int bytes) throws DamagedException {
        if (in.remaining() < bytes) {
            throw new DamagedException("ends early: want " + bytes + " more bytes");
        }
    }

    /// Bytes that cannot be what was written.
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }
}
