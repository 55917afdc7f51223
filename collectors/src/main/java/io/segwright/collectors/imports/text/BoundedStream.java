package io.segwright.collectors.imports.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that fails when more bytes come than wanted: what is packed may unpack to anything.
final class BoundedStream extends FilterInputStream {
    private final long bytesMax;
    private long read;

    BoundedStream(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
    }

    /// The only complaint of this stream itself.
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLongException(long bytesMax) {
            super("has more than " + bytesMax + " bytes; split it");
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    @Override
    public long skip(long wanted) {
        return 0; // skipped bytes would not be counted
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws TooLongException {
        read += bytes;
        if (read > bytesMax) {
            throw new TooLongException(bytesMax);
        }
    }
}
