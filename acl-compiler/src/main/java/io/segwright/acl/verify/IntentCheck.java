package io.segwright.acl.verify;

import io.segwright.acl.intent.Grant;
import io.segwright.acl.intent.Intent;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Packet;
import java.util.ArrayList;
import java.util.List;

/// Evaluates an intent by its definition: any grant matches and no exclusion does.
///
/// Slow and obviously right: the oracle for the set of packets that the verifier works with, so it shares no code
/// with that. Cost: every match, every time.
public final class IntentCheck {
    private IntentCheck() {}

    public static boolean permits(Intent intent, Packet packet) {
        for (Match exclusion : intent.exclusions()) {
            if (exclusion.matches(packet)) {
                return false;
            }
        }
        for (Grant grant : intent.grants()) {
            if (grant.match().matches(packet)) {
                return true;
            }
        }
        return false;
    }

    /// Why the intent permits or denies `packet`, best reason first: each exclusion that matches, else each grant that
    /// does, else that none does. Never empty.
    public static List<String> why(Intent intent, Packet packet) {
        List<String> why = new ArrayList<>();
        for (Match exclusion : intent.exclusions()) {
            if (exclusion.matches(packet)) {
                why.add("excluded: " + MatchText.of(exclusion));
            }
        }
        if (!why.isEmpty()) {
            return List.copyOf(why);
        }
        for (Grant grant : intent.grants()) {
            if (grant.match().matches(packet)) {
                why.add("granted: " + grant.why());
            }
        }
        return why.isEmpty() ? List.of("no grant matches") : List.copyOf(why);
    }
}
