package io.segwright.app.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a pack is made of. Version 1:
///
/// ```
/// SHA256SUMS             of every other file, for sha256sum -c; its own SHA-256 names the pack
/// manifest.json          what the pack is, every other file but these two with size and hash, and what it rests on
/// report.json            the figures, each with its definition
/// report.html            the same for people, with pictures; needs nothing from elsewhere
/// history.jsonl          the figures that were kept before, chained by hashes
/// rows/things.jsonl      devices, traces of devices, addresses in use: one line each
/// rows/allocations.jsonl allocations in force, with the tags that they have and need
/// rows/owners.jsonl      whom they name
/// rows/talks.jsonl       who sent to whom, and how much
/// rows/gaps.jsonl        what is not covered, and what to do
/// README.txt             how to check it with sha256sum and jq
/// ```
///
/// The figures are counted from the rows alone, so whoever has a pack can count again. A `.zip` holds the same files,
/// stored, in this order and with one fixed time: the same evidence is the same file.
public final class EvidencePack {
    public static final int VERSION = 1;
    static final String FORMAT = "segwright-evidence";
    static final String SUMS = "SHA256SUMS";
    static final String MANIFEST = "manifest.json";
    static final String REPORT = "report.json";
    static final String HTML = "report.html";
    static final String HISTORY = "history.jsonl";
    static final String THINGS = "rows/things.jsonl";
    static final String ALLOCATIONS = "rows/allocations.jsonl";
    static final String OWNERS = "rows/owners.jsonl";
    static final String TALKS = "rows/talks.jsonl";
    static final String GAPS = "rows/gaps.jsonl";
    static final String README = "README.txt";

    /// What the manifest lists.
    static final List<String> CONTENTS =
            List.of(README, HISTORY, HTML, REPORT, ALLOCATIONS, GAPS, OWNERS, TALKS, THINGS);

    /// Everything, in the order of a zip file.
    static final List<String> ALL =
            List.of(
                    README,
                    SUMS,
                    HISTORY,
                    MANIFEST,
                    HTML,
                    REPORT,
                    ALLOCATIONS,
                    GAPS,
                    OWNERS,
                    TALKS,
                    THINGS);

    static final long FILE_BYTES_MAX = 1L << 30; // the rows of 4 million things
    static final int WHOLE_BYTES_MAX =
            96 << 20; // files that are read whole: a long history, pictures

    private EvidencePack() {}

    /// A file's size and hash.
    record Sum(long bytes, String sha256) {}

    /// What [#SUMS] says.
    ///
    /// @param sums of all files but that one
    static String sums(Map<String, Sum> sums) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(sums)
                .forEach((name, sum) ->
                        text.append(sum.sha256()).append("  ").append(name).append('\n'));
        return text.toString();
    }

    /// What is in one and not in the other, for messages.
    static List<String> without(Collection<String> names, Collection<String> others) {
        return names.stream().filter(name -> !others.contains(name)).sorted().toList();
    }

    static String readme() {
        return """
        This is an evidence pack of Segwright: what of an estate's devices and addresses is attributed, and what is not.
        Open report.html; it needs no network and runs no script.

        To check it without Segwright (sha256sum, jq):
          sha256sum -c SHA256SUMS                       every file is as it was written
          sha256sum SHA256SUMS                          names the pack: compare with what you were told
          find . -type f | wc -l                        11: nothing was put in
          jq -r '.files[]|.sha256+"  "+.path' manifest.json | sha256sum -c
          jq -r '.kpis[]|[.kpi,.numerator,.denominator]|@tsv' report.json
                                                        the figures; count each again:
          jq -s 'map(select(.thing=="device"))|length' rows/things.jsonl                      devices-inventoried, devices-covered
          jq -s 'map(select(.thing!="address"))|length' rows/things.jsonl                     of (the first three)
          jq -s 'map(select(.thing=="device" and .reason==""))|length' rows/things.jsonl      devices-owned
          jq -s 'map(select(.thing=="address" and .reason==""))|length' rows/things.jsonl     addresses-attributed
          jq -s 'map(select(.thing=="address"))|length' rows/things.jsonl                     of
          jq -s 'map(select(.problems==[]))|length' rows/allocations.jsonl                    allocations-tagged
          jq -s 'length' rows/allocations.jsonl                                               of
          jq -s 'map(select(.state=="live"))|length' rows/owners.jsonl                        owners-live
          jq -s 'length' rows/owners.jsonl                                                    of
          jq -s 'map(select(.fromService!="" and .fromOwner!="" and .toService!="" and .toOwner!="").flows)|add' rows/talks.jsonl
                                                        flows-attributed; with .bytes bytes-attributed
          jq -s 'map(.flows)|add' rows/talks.jsonl                                            of
        The history's chain: the last field of a line is the SHA-256 of the line without it, and the next line names it:
          while read -r l; do printf '%s' "$l" | sed 's/,"hash":"[0-9a-f]*"}$/}/' | tr -d '\\n' | sha256sum; done <history.jsonl
          jq -r '.previous+" "+.hash' history.jsonl
        What no list shows (devices-covered) is an estimate from the field lists of the rows; segwright makes it again:
          segwright audit pack verify PACK
        The audit log of the estate holds the pack's name (action audit.pack): segwright audit log verify.
        """;
    }
}
