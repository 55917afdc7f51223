package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A file that only grows, by whole durable lines, and only while its path still names it at the length we left it.
/// One thread at a time.
final class AppendFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final Object inode;
    private long size;
    private @Nullable String spoiled; // null while the file can take lines

    private AppendFile(Path path, FileChannel channel, Object inode, long size) {
        this.path = path;
        this.channel = channel;
        this.inode = inode;
        this.size = size;
    }

    /// Opens a file that is there and cuts it to `size`: what follows was never acknowledged.
    static AppendFile open(Path path, long size) throws AuditUnavailableException {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
            try {
                if (channel.size() > size) {
                    channel.truncate(size);
                    channel.force(true);
                }
                channel.position(size);
                return new AppendFile(path, channel, attributes(path).fileKey(), size);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    path + " cannot be opened for appending: " + Reason.of(e), e);
        }
    }

    /// Returns once the line and its line feed are on the disk.
    void append(String line) throws AuditUnavailableException {
        if (spoiled != null) {
            throw new AuditUnavailableException(spoiled);
        }
        requireOurs();
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            cutBack();
            throw new AuditUnavailableException(
                    path
                            + " cannot be appended to: "
                            + Reason.of(e)
                            + "; free space or mend the disk, then try again",
                    e);
        }
        try {
            channel.force(false);
        } catch (IOException e) {
            // After a failed fsync the kernel may drop the pages and report success next time.
            spoil(
                    "cannot be made durable: "
                            + Reason.of(e)
                            + "; mend the disk and open the log again");
            throw new AuditUnavailableException(String.valueOf(spoiled), e);
        }
        size += bytes.length;
        try {
            requireOurs();
        } catch (AuditUnavailableException e) {
            spoil("was moved or changed during an append; restore it and open the log again");
            throw e;
        }
    }

    private void cutBack() {
        try {
            channel.truncate(size);
            channel.position(size);
        } catch (IOException e) {
            spoil(
                    "holds half a record that cannot be cut: "
                            + Reason.of(e)
                            + "; mend the disk and open the log again");
        }
    }

    private void requireOurs() throws AuditUnavailableException {
        try {
            BasicFileAttributes now = attributes(path);
            if (!now.isRegularFile() || !inode.equals(now.fileKey())) {
                throw new AuditUnavailableException(
                        path
                                + " is another file than the one that was opened; put the right one back");
            }
            if (now.size() != size) {
                throw new AuditUnavailableException(
                        "%s has %d bytes, want %d: somebody else wrote to it or cut it; keep it as evidence and verify it"
                                .formatted(path, now.size(), size));
            }
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    path + " is gone while it was open: " + Reason.of(e) + "; restore it", e);
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private void spoil(String why) {
        spoiled = path + " " + why;
    }

    long size() {
        return size;
    }

    Path path() {
        return path;
    }

    /// Every acknowledged line is durable already, so a failing close loses nothing and says nothing.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // the descriptor is gone either way (close(2))
        }
    }
}
