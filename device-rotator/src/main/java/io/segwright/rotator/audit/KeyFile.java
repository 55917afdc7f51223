package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// A secret key in a text file that only its owner may read: `label base64`, one line, mode 0600.
final class KeyFile {
    private static final int FILE_BYTES_MAX = 256; // a label and 32 bytes in Base64 are under 80
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    static byte[] read(Path file, String label, int keyBytes) throws AuditUnavailableException {
        try {
            requireOwnerOnly(file);
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw notAKey(file, label);
            }
            String[] words =
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
            if (words.length != 2 || !words[0].equals(label)) {
                throw notAKey(file, label);
            }
            byte[] key = Base64.getDecoder().decode(words[1]);
            if (key.length != keyBytes) {
                throw notAKey(file, label);
            }
            return key;
        } catch (IllegalArgumentException _) {
            throw notAKey(file, label); // not Base64; the cause would quote the key
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "key file "
                            + file
                            + " cannot be read: "
                            + Reason.of(e)
                            + "; restore it from its backup",
                    e);
        }
    }

    static void create(Path file, String label, byte[] key) throws AuditUnavailableException {
        String line = label + " " + Base64.getEncoder().encodeToString(key) + "\n";
        try {
            NewFile.write(file, line, OWNER_ONLY);
        } catch (IOException | UnsupportedOperationException e) {
            throw new AuditUnavailableException(
                    "key file " + file + " cannot be created: " + Reason.of(e), e);
        }
    }

    private static void requireOwnerOnly(Path file) throws IOException, AuditUnavailableException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new AuditUnavailableException(
                    "key file "
                            + file
                            + " is missing or no regular file; restore it from its backup");
        }
        Set<PosixFilePermission> mode =
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ONLY.containsAll(mode)) {
            throw new AuditUnavailableException(
                    "key file %s has mode %s, want rw-------; chmod 600 it and ask who read it"
                            .formatted(file, PosixFilePermissions.toString(mode)));
        }
    }

    private static AuditUnavailableException notAKey(Path file, String label) {
        return new AuditUnavailableException(
                "key file "
                        + file
                        + " does not hold one \""
                        + label
                        + " <base64>\" line; restore it from its backup");
    }
}
