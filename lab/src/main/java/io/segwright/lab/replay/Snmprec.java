package io.segwright.lab.replay;

import io.segwright.lab.agent.Mib;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A capture as read: what its agent answers, and which lines are no varbinds.
///
/// ```
/// 1.3.6.1.2.1.1.5.0|4|core-1           OID, type, value
/// 1.3.6.1.2.1.2.2.1.6.1|4x|00000c07ac01   x: the value is in hex
/// ```
/// Empty lines and lines that begin with `#` are nothing. Rows stay in the order of the file: OIDs that go back or come
/// again are what the recorded agent said.
///
/// @param mib everything that could be read
/// @param problems one located line for each line that could not, at most 5
/// @param broken how many lines could not be read
public record Snmprec(Mib mib, List<String> problems, int broken) {
    private static final int ROWS_MAX = 1_000_000; // twice the longest walk that we know
    private static final int PROBLEMS_MAX = 5; // lines for a person; `broken` counts all

    public Snmprec {
        problems = List.copyOf(problems);
    }

    /// Reads a whole capture. Costs about a microsecond a line.
    ///
    /// @param where it is from, for messages
    public static Snmprec parse(String where, byte[] text) {
        Mib.Builder mib = Mib.builder();
        List<String> problems = new ArrayList<>();
        int broken = 0;
        int number = 0;
        int start = 0;
        while (start < text.length) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            number++;
            String problem = read(line(text, start, end), mib);
            if (!problem.isEmpty()) {
                broken++;
                if (problems.size() < PROBLEMS_MAX) {
                    problems.add(where + ":" + number + ": " + problem);
                }
            }
            start = end + 1;
        }
        return new Snmprec(mib.buildAsPut(), problems, broken);
    }

    /// One octet a character, so that no octet of a value is lost; a carriage return at the end is the editor's.
    private static String line(byte[] text, int start, int end) {
        int last = end > start && text[end - 1] == '\r' ? end - 1 : end;
        return new String(text, start, last - start, StandardCharsets.ISO_8859_1);
    }

    /// Puts the line's varbind, if it has one.
    ///
    /// @return what is wrong, empty where nothing is
    private static String read(String line, Mib.Builder mib) {
        if (line.isBlank() || line.charAt(0) == '#') {
            return "";
        }
        if (mib.size() == ROWS_MAX) {
            return "more than " + ROWS_MAX + " rows: this one is left out";
        }
        try {
            SnmprecLine varbind = SnmprecLine.parse(line);
            mib.put(varbind.oid(), varbind.value());
            return "";
        } catch (SnmprecLine.BrokenException e) {
            return e.problem();
        }
    }
}
