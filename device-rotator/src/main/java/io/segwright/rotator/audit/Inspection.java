package io.segwright.rotator.audit;

import io.segwright.rotator.audit.RecordCheck.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is found on the disk before a log is opened: the whole chain, held against every anchor.
///
/// @param chain where the log stands after its last good record
/// @param finding what forbids opening it; a torn last line alone does not
/// @param tornBytes length of a last line without an end
/// @param anchors one an anchor file, in [AuditPaths#anchors]'s order
record Inspection(
        ChainCheck chain, Optional<Finding> finding, long tornBytes, List<AnchorState> anchors) {
    /// How an anchor stands to the log.
    ///
    /// @param goodBytes length of its whole lines
    /// @param lastConfirmed sequence number of the last checkpoint in both, 0 for none
    record AnchorState(Path path, Presence presence, long goodBytes, long lastConfirmed) {}

    /// Whether an anchor says anything.
    enum Presence {
        MISSING,
        EMPTY,
        PRESENT
    }

    static Inspection of(AuditPaths paths, AuditPublicKey key) throws IOException {
        ChainCheck chain = new ChainCheck(Optional.of(key));
        List<AnchorCheck> checks = new ArrayList<>();
        try (LineReader lines = new LineReader(paths.log())) {
            for (Path anchor : paths.anchors()) {
                if (presence(anchor) == Presence.PRESENT) {
                    checks.add(new AnchorCheck(anchor, Optional.of(key)));
                }
            }
            List<RecordCheck> all = new ArrayList<>(checks);
            all.addFirst(chain);
            Optional<Finding> finding = AuditVerifier.scan(lines, all);
            long torn = 0;
            if (finding.isPresent() && finding.get().fault() == AuditFault.TORN) {
                torn = Files.size(paths.log()) - chain.tally(0).bytes();
                finding = Optional.empty();
            }
            if (finding.isEmpty()) {
                finding = anchored(chain, checks);
            }
            return new Inspection(chain, finding, torn, states(paths, checks));
        } finally {
            for (AnchorCheck check : checks) {
                check.close();
            }
        }
    }

    private static Optional<Finding> anchored(ChainCheck chain, List<AnchorCheck> checks)
            throws IOException {
        AuditTally tally = chain.tally(0);
        for (AnchorCheck check : checks) {
            Optional<Finding> finding = check.finish(tally);
            if (finding.isPresent()) {
                return finding;
            }
            if (!check.lastChain().equals(tally.chain())) {
                return Finding.anchor(
                        0,
                        AuditFault.ANCHOR_MISMATCH,
                        "chain " + tally.chain() + " last",
                        "chain " + check.lastChain());
            }
            if (!chain.mayEndAt(check.lastConfirmed())) {
                return Finding.anchor(
                        0,
                        AuditFault.BAD_ANCHOR,
                        "the log's last checkpoint or the one before",
                        "an end at record " + check.lastConfirmed());
            }
        }
        return Optional.empty();
    }

    private static List<AnchorState> states(AuditPaths paths, List<AnchorCheck> checks)
            throws IOException {
        List<AnchorState> states = new ArrayList<>();
        int next = 0;
        for (Path anchor : paths.anchors()) {
            Presence presence = presence(anchor);
            if (presence == Presence.PRESENT) {
                AnchorCheck check = checks.get(next++);
                states.add(
                        new AnchorState(
                                anchor, presence, check.goodBytes(), check.lastConfirmed()));
            } else {
                states.add(new AnchorState(anchor, presence, 0, 0));
            }
        }
        return states;
    }

    static Presence presence(Path anchor) throws IOException {
        if (Files.notExists(anchor)) {
            return Presence.MISSING;
        }
        return Files.size(anchor) == 0 ? Presence.EMPTY : Presence.PRESENT;
    }

    /// The first anchor that should have something and has nothing.
    Optional<AnchorState> silentAnchor() {
        return anchors.stream().filter(anchor -> anchor.presence() != Presence.PRESENT).findFirst();
    }
}
