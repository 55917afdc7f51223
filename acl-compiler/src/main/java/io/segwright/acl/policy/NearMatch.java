package io.segwright.acl.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that a person probably meant.
final class NearMatch {
    private static final int CANDIDATES_MAX =
            2_000; // a distance costs about 1 us; errors are at most 50
    private static final int NAME_CHARS_MAX = 64;

    private NearMatch() {}

    /// `unknown segment 'wbe': did you mean 'web'?`
    static String unknown(String what, String name, Collection<String> known) {
        String start = "unknown " + what + " '" + name + "': ";
        Optional<String> near = nearest(name, known);
        if (near.isPresent()) {
            return start + "did you mean '" + near.get() + "'?";
        }
        if (known.isEmpty()) {
            return start + "none is defined";
        }
        String some = String.join(", ", known.stream().limit(8).toList());
        return start + "want one of " + some + (known.size() > 8 ? ", ..." : "");
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > NAME_CHARS_MAX) {
            return Optional.empty();
        }
        int reach =
                Math.max(1, Math.min(3, name.length() / 2)); // a third letter wrong is another word
        return known.stream()
                .limit(CANDIDATES_MAX)
                .filter(k -> k.length() <= NAME_CHARS_MAX && distance(name, k) <= reach)
                .min(Comparator.comparingInt((String k) -> distance(name, k)));
    }

    /// Optimal string alignment: inserted, deleted, changed and swapped letters count one each.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
