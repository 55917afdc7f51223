package io.segwright.inventory.ipam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Finds the names that a person probably meant.
final class NearNames {
    private static final int CANDIDATES_MAX = 200_000; // of one length they are few; 20 ms at worst
    private static final int NAME_CHARS_MAX = 64;
    private static final int NEAR_MAX = 5; // what a person reads

    private record Near(String name, int distance) {}

    private NearNames() {}

    /// The nearest first; where nothing was given the first few by name.
    static List<String> of(String name, Iterator<String> known) {
        List<Near> near = new ArrayList<>();
        int reach =
                Math.max(1, Math.min(3, name.length() / 2)); // a third letter wrong: another word
        for (int seen = 0; seen < CANDIDATES_MAX && known.hasNext(); seen++) {
            String candidate = known.next();
            if (name.isEmpty()) {
                near.add(new Near(candidate, 0));
            } else if (Math.abs(candidate.length() - name.length()) <= reach
                    && candidate.length() <= NAME_CHARS_MAX) {
                int distance = distance(name, candidate);
                if (distance <= reach) {
                    near.add(new Near(candidate, distance));
                }
            }
        }
        return near.stream()
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(NEAR_MAX)
                .map(Near::name)
                .toList();
    }

    /// Inserted, deleted, changed and swapped letters count one each (optimal string alignment); case counts nothing.
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
        int change = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && same(a.charAt(i - 1), b.charAt(j - 2))
                        && same(a.charAt(i - 2), b.charAt(j - 1));
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
