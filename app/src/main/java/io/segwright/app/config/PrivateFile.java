package io.segwright.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// A file with secrets: readable by its owner alone, or it is refused.
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private PrivateFile() {}

    /// @param wanted what it should be, for the message
    /// @throws ConfigException where it is no file, too long, or open to others
    static void check(Path file, long bytesMax, String wanted) throws ConfigException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigException(file + " is no file: want " + wanted);
            }
            if (Files.size(file) > bytesMax) {
                throw new ConfigException(
                        file + " has " + Files.size(file) + " bytes: want at most " + bytesMax);
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new ConfigException(file + " can be read by others: run chmod 600 " + file);
            }
        } catch (UnsupportedOperationException _) {
            return; // no POSIX permissions on this file system: its own rules hold
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
    }

    /// The whole file as UTF-8, after the same checks.
    public static String text(Path file, long bytesMax, String wanted) throws ConfigException {
        check(file, bytesMax, wanted);
        try {
            return Files.readString(file);
        } catch (CharacterCodingException _) {
            throw new ConfigException(file + " is no UTF-8: want " + wanted);
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
    }
}
