package io.segwright.collectors.imports.netbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// An API token. It prints as `NetboxToken[redacted]`.
public final class NetboxToken {
    private static final int CHARS_MAX = 200; // a version 2 token has about 60
    private static final String VERSION_2 = "nbt_"; // NetBox 4.5: sent as Bearer
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String text;

    private NetboxToken(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException where it is no token; the message does not show it
    public static NetboxToken of(String text) {
        String token = text.strip();
        if (token.isEmpty()
                || token.length() > CHARS_MAX
                || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "token of "
                            + token.length()
                            + " characters: want 1.."
                            + CHARS_MAX
                            + " ASCII characters without blanks");
        }
        return new NetboxToken(token);
    }

    /// From a file that its owner alone can read.
    ///
    /// @throws IOException with a message for a person
    public static NetboxToken read(Path file) throws IOException {
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IOException(file + " can be read by others: run chmod 600 " + file);
            }
        } catch (UnsupportedOperationException _) {
            return readText(file); // no POSIX permissions on this file system: its own rules hold
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file; want one that holds the API token", e);
        }
        return readText(file);
    }

    private static NetboxToken readText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(new String(in.readNBytes(CHARS_MAX * 2), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /// The value of the Authorization header.
    String header() {
        return (text.startsWith(VERSION_2) ? "Bearer " : "Token ") + text;
    }

    @Override
    public String toString() {
        return "NetboxToken[redacted]";
    }
}
