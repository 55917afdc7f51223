package io.segwright.rotator.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the log, its keys and its anchors live.
///
/// @param log the log itself; its directory must exist
/// @param payloadKey the AES-256 key that events are encrypted with, a 0600 file
/// @param signingKey the Ed25519 key that checkpoints are signed with, a 0600 file
/// @param anchor a second home for checkpoints, best on another disk or machine
public record AuditPaths(Path log, Path payloadKey, Path signingKey, Optional<Path> anchor) {
    public AuditPaths {
        log = log.toAbsolutePath().normalize();
        payloadKey = payloadKey.toAbsolutePath().normalize();
        signingKey = signingKey.toAbsolutePath().normalize();
        anchor = anchor.map(path -> path.toAbsolutePath().normalize());
    }

    /// The usual names in one directory, no outside anchor.
    public static AuditPaths in(Path directory) {
        return new AuditPaths(
                directory.resolve("audit.jsonl"),
                directory.resolve("audit.key"),
                directory.resolve("audit-sign.key"),
                Optional.empty());
    }

    /// The same with checkpoints anchored to `path` as well.
    public AuditPaths anchoredAt(Path path) {
        return new AuditPaths(log, payloadKey, signingKey, Optional.of(path));
    }

    /// The text file with the public key, written beside the signing key; hand it to the auditor.
    public Path publicKey() {
        return signingKey.resolveSibling(signingKey.getFileName() + ".pub");
    }

    /// The anchor beside the log. It says that there was a log even when the log is gone.
    public Path localAnchor() {
        return beside("anchor");
    }

    /// Every anchor in the order in which it is written.
    public List<Path> anchors() {
        return Stream.concat(Stream.of(localAnchor()), anchor.stream()).toList();
    }

    Path directory() {
        Path parent = log.getParent();
        return parent == null ? Path.of("/") : parent;
    }

    Path lock() {
        return beside("lock");
    }

    Path beside(String suffix) {
        return log.resolveSibling(log.getFileName() + "." + suffix);
    }
}
