package io.segwright.app.stage;

import io.segwright.acl.compile.CompiledList;
import io.segwright.acl.verify.Verdict;

/// What became of one access list: proved as compiled, then proved again as read back from its file.
///
/// @param file the file's name
/// @param compiled the list with its intent
/// @param asCompiled verdict on the compiled lines
/// @param asWritten verdict on the lines that the file's text says
public record ListProof(String file, CompiledList compiled, Verdict asCompiled, Verdict asWritten) {
    public boolean isProved() {
        return asCompiled instanceof Verdict.Proved && asWritten instanceof Verdict.Proved;
    }

    public boolean isRefuted() {
        return asCompiled instanceof Verdict.Refuted || asWritten instanceof Verdict.Refuted;
    }

    /// One line for a person: where, and the packet that shows it; empty when proved.
    public String complaint() {
        String where = file + ": list " + compiled.list().name();
        String compiledSays = complaint(asCompiled);
        return isProved()
                ? ""
                : where
                        + ": "
                        + (compiledSays.isEmpty()
                                ? complaint(asWritten)
                                : "as compiled: " + compiledSays);
    }

    private static String complaint(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proved _ -> "";
            case Verdict.Refuted refuted -> "REFUTED by " + refuted.explain();
            case Verdict.GaveUp(String why) -> "not proved: " + why;
        };
    }
}
