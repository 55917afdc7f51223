package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A log in a directory of a test, with an outside anchor, and the few moves that every test makes.
record Desk(AuditPaths paths) {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOON);
    static final AuditSettings OFTEN = new AuditSettings(3, Duration.ofMinutes(1));

    static Desk in(Path directory) throws IOException {
        Path log = Files.createDirectory(directory.resolve("here"));
        Path other = Files.createDirectory(directory.resolve("other-disk"));
        return new Desk(AuditPaths.in(log).anchoredAt(other.resolve("segwright.anchor")));
    }

    AuditLog open() throws AuditUnavailableException {
        return AuditLog.open(paths, OFTEN, CLOCK);
    }

    /// A closed log with so many events.
    Desk with(int events) throws AuditUnavailableException {
        try (AuditLog log = open()) {
            for (int i = 1; i <= events; i++) {
                log.record(event(i));
            }
        }
        return this;
    }

    static AuditEvent event(int number) {
        return new AuditEvent(
                NOON,
                "user:anna",
                "plan.write",
                "plan-" + number,
                "NET-" + number,
                Map.of("sha256", "ab" + number));
    }

    AuditPublicKey key() throws AuditUnavailableException {
        return AuditPublicKey.read(paths.publicKey());
    }

    /// Everything that an auditor could hold against the log.
    AuditVerdict verify() throws IOException, AuditUnavailableException {
        return AuditVerifier.verify(paths.log(), paths.anchor(), Optional.of(key()));
    }

    List<AuditEntry> entries() throws IOException, AuditUnavailableException {
        List<AuditEntry> entries = new ArrayList<>();
        try (AuditLog log = open()) {
            AuditReader.read(
                    paths.log(),
                    paths.payloadKey(),
                    log,
                    "user:otto",
                    "yearly audit",
                    entries::add);
        }
        return entries;
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(paths.log());
    }

    void rewrite(List<String> lines) throws IOException {
        Files.writeString(paths.log(), String.join("\n", lines) + "\n");
    }
}
