package io.segwright.collectors.syslog;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Cuts a stream into messages (RFC 6587; RFC 5425 has the first form only):
/// ```
/// octet counting:   LENGTH SP MESSAGE LENGTH SP MESSAGE ...      LENGTH in decimal, no leading zero
/// non-transparent:  MESSAGE LF MESSAGE LF ...                    a message begins with '<'
/// ```
/// Told apart by the first octet of each message: a digit or anything else. What is longer than the bound is cut, and
/// its rest skipped; a stream whose length makes no sense is closed, since nobody knows where its next message begins.
final class SyslogFrames extends ByteToMessageDecoder {
    private static final int LENGTH_DIGITS_MAX = 7; // 10 MB: more is no message
    private final Runnable onBroken;
    private long skip; // octets of a cut message that are still to come
    private boolean skipLine; // until the next LF

    /// @param onBroken called when the stream is given up
    SyslogFrames(Runnable onBroken) {
        this.onBroken = onBroken;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (skip > 0) {
            int gone = (int) Math.min(skip, in.readableBytes());
            in.skipBytes(gone);
            skip -= gone;
            return;
        }
        if (skipLine) {
            int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
            skipLine = end < 0;
            in.readerIndex(end < 0 ? in.writerIndex() : end + 1);
            return;
        }
        byte first = in.getByte(in.readerIndex());
        if (first == '\n' || first == '\r' || first == 0) {
            in.skipBytes(1); // some end a counted message with a line end as well
        } else if (first >= '1' && first <= '9') {
            counted(context, in, out);
        } else {
            line(in, out);
        }
    }

    private void counted(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        long length = 0;
        int digits = 0;
        for (int i = in.readerIndex(); i < in.writerIndex(); i++) {
            byte b = in.getByte(i);
            if (b == ' ') {
                message(in, out, i + 1, length);
                return;
            }
            if (b < '0' || b > '9' || ++digits > LENGTH_DIGITS_MAX) {
                onBroken.run();
                in.skipBytes(in.readableBytes());
                context.close();
                return;
            }
            length = length * 10 + (b - '0');
        }
    }

    private void message(ByteBuf in, List<Object> out, int start, long length) {
        int kept = (int) Math.min(length, SyslogParser.BYTES_MAX);
        if (in.writerIndex() - start < kept) {
            return; // more is to come
        }
        in.readerIndex(start);
        out.add(bytes(in, kept));
        skip = length - kept;
    }

    private void line(ByteBuf in, List<Object> out) {
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        if (end < 0 && in.readableBytes() < SyslogParser.BYTES_MAX) {
            return;
        }
        int length =
                Math.min(
                        end < 0 ? in.readableBytes() : end - in.readerIndex(),
                        SyslogParser.BYTES_MAX);
        out.add(bytes(in, length));
        skipLine = true; // the rest of a long line, or its end alone
    }

    /// The last line of a connection may have no end.
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        while (in.isReadable()) {
            int before = in.readableBytes();
            decode(context, in, out);
            if (in.readableBytes() == before) {
                if (in.getByte(in.readerIndex()) == '<') {
                    out.add(bytes(in, Math.min(in.readableBytes(), SyslogParser.BYTES_MAX)));
                }
                in.skipBytes(in.readableBytes());
            }
        }
    }

    private static byte[] bytes(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }
}
