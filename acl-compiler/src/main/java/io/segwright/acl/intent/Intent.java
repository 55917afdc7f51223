package io.segwright.acl.intent;

import io.segwright.acl.list.Match;
import java.util.List;

/// The packets that may pass: any grant matches and no exclusion does. Everything else is denied.
///
/// @param grants what is permitted
/// @param exclusions what stays denied whatever a grant says: the floor that no rule can weaken
public record Intent(List<Grant> grants, List<Match> exclusions) {
    public Intent {
        grants = List.copyOf(grants);
        exclusions = List.copyOf(exclusions);
    }
}
