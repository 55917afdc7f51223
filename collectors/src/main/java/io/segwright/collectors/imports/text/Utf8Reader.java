package io.segwright.collectors.imports.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A stream read as UTF-8, strictly, a piece at a time: the first byte that is none ends it, located. A byte-order mark
/// is left out. What [Utf8Text] is for a file that fits in memory.
final class Utf8Reader extends Reader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final char MARK = '\ufeff';

    private final InputStream in;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).flip();
    private long line = 1;
    private int byteInLine = 1;
    private boolean ended;
    private boolean begun;
    private @Nullable IOException failure; // null: none yet

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /// The stream holds something that is not UTF-8.
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final long line;
        private final int byteInLine;

        private MalformedException(long line, int byteInLine, int value) {
            super("byte 0x%02x is not UTF-8; save the file as UTF-8".formatted(value));
            this.line = line;
            this.byteInLine = byteInLine;
        }

        /// @return from 1
        long line() {
            return line;
        }

        /// @return from 1
        int byteInLine() {
            return byteInLine;
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (ended) {
                return -1;
            }
            try {
                fill();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
        int count = Math.min(length, chars.remaining());
        chars.get(buffer, offset, count);
        return count;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        chars.clear();
        int from = bytes.position();
        CoderResult result = decoder.decode(bytes, chars, ended);
        advance(from, bytes.position());
        if (result.isError()) {
            throw new MalformedException(line, byteInLine, bytes.get(bytes.position()) & 0xff);
        }
        if (result.isOverflow()) {
            throw new AssertionError("there are never more characters than bytes");
        }
        chars.flip();
        if (!begun && chars.hasRemaining()) {
            begun = true;
            if (chars.get(chars.position()) == MARK) {
                chars.get();
            }
        }
    }

    private void advance(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes.get(i) == '\n') {
                line++;
                byteInLine = 1;
            } else {
                byteInLine++;
            }
        }
    }

    /// Why the stream ended early: what reads this may wrap it beyond recognition.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
