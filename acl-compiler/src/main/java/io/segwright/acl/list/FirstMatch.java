package io.segwright.acl.list;

import java.util.List;

/// Evaluates an access list the way a device does: the first matching line decides.
///
/// Slow and obviously right. It is the oracle for every compiled form, so it shares no code with them.
public final class FirstMatch {
    private FirstMatch() {}

    public static Action decide(List<AclLine> lines, Packet packet) {
        for (AclLine line : lines) {
            if (line.match().matches(packet)) {
                return line.action();
            }
        }
        return Action.DENY; // the implicit deny that ends every list
    }

    /// @return the index of the line that decides, or `lines.size()` for the implicit deny
    public static int decidingLine(List<AclLine> lines, Packet packet) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).match().matches(packet)) {
                return i;
            }
        }
        return lines.size();
    }
}
