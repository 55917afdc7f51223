package io.segwright.collectors.imports.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Bytes read as UTF-8, strictly: the first byte that is none is located. A byte-order mark is left out.
public sealed interface Utf8Text {
    record Valid(String text) implements Utf8Text {}

    /// @param line from 1
    /// @param byteInLine from 1
    /// @param value the byte, 0..255
    record Invalid(long line, int byteInLine, int value) implements Utf8Text {}

    static Utf8Text of(byte[] bytes) {
        int from = hasMark(bytes) ? 3 : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length); // never more characters than bytes
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return located(bytes, in.position());
        }
        return new Valid(out.flip().toString());
    }

    private static boolean hasMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == (byte) 0xef
                && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
    }

    private static Invalid located(byte[] bytes, int at) {
        long line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Invalid(line, at - lineStart + 1, bytes[at] & 0xff);
    }
}
