package io.segwright.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes SNMP credentials files.
final class SnmpFiles {
    private SnmpFiles() {}

    /// For its owner alone, as it must be.
    static Path write(Path file, String json) throws IOException {
        return write(file, json, "rw-------");
    }

    static Path write(Path file, String json, String mode) throws IOException {
        Files.writeString(file, json);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    static String community(String community, String range) {
        return """
        {"credentials": [{"name": "ours", "version": "2c", "community": "%s", "ranges": ["%s"]}]}
        """
                .formatted(community, range);
    }

    static String user(String user, String authPassword, String privPassword, String range) {
        return """
        {"credentials": [{"name": "ours", "version": "3", "user": "%s", "authProtocol": "SHA-256",
         "authPassword": "%s", "privProtocol": "AES-128", "privPassword": "%s", "ranges": ["%s"]}]}
        """
                .formatted(user, authPassword, privPassword, range);
    }
}
