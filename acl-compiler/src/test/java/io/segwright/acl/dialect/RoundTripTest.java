package io.segwright.acl.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.BoundaryPackets;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Packet;
import io.segwright.acl.policy.Finding;
import io.segwright.inventory.net.Prefix;
import io.segwright.lab.Forall;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    private static final int FILES = 1_000;
    private static final int PACKETS = 40; // a list

    static Stream<Dialect> dialects() {
        return Stream.of(new NfTables(), new NfTables(NfTables.Bridges.BY_NAME), new Ios());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void whatIsReadBackJudgesEveryPacketAlike(Dialect dialect) {
        Forall.check(
                FILES,
                random -> RandomLists.file(random, dialect),
                lists -> {
                    String text = text(dialect, lists);
                    List<BoundList> found = parsed(dialect, text);
                    assertThat(found)
                            .extracting(BoundList::place)
                            .containsExactlyInAnyOrderElementsOf(
                                    lists.stream().map(l -> readBack(dialect, l)).toList());
                    for (BoundList list : lists) {
                        compare(list, readBack(dialect, list), found, text);
                    }
                    assertThat(parsed(dialect, text(dialect, found))).isEqualTo(found);
                });
    }

    /// One list for bridges is for every bridge, unless names are asked for.
    private static Place readBack(Dialect dialect, BoundList written) {
        return written.place() instanceof Place.Bridged && dialect.equals(new NfTables())
                ? new Place.AllBridges()
                : written.place();
    }

    private static void compare(
            BoundList written, Place place, List<BoundList> found, String text) {
        BoundList read =
                found.stream().filter(f -> f.place().equals(place)).findFirst().orElseThrow();
        assertThat(read.list().name()).isEqualTo(written.list().name());
        List<Prefix> prefixes = new ArrayList<>();
        for (AclLine line : written.list().lines()) {
            prefixes.addAll(line.match().sources());
            prefixes.addAll(line.match().destinations());
        }
        BoundaryPackets packets =
                new BoundaryPackets(
                        new SplittableRandom(text.length()), prefixes, RandomLists.RANGES);
        for (int i = 0; i < PACKETS; i++) {
            Packet packet = packets.next();
            if (FirstMatch.decide(written.list().lines(), packet)
                    != FirstMatch.decide(read.list().lines(), packet)) {
                throw new AssertionError(packet + " in\n" + text + "\n" + read.list());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void aDamagedTextIsReadOrRefusedWithAPlace(Dialect dialect) {
        for (int seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = text(dialect, RandomLists.file(random, dialect));
            int step = Math.max(1, text.length() / 150);
            for (int end = 0; end < text.length(); end += step) {
                check(dialect.parse("f", text.substring(0, end)));
            }
            for (int i = 0; i < 200; i++) {
                char[] chars = text.toCharArray();
                chars[random.nextInt(chars.length)] ^= (char) (1 << random.nextInt(9));
                check(dialect.parse("f", new String(chars)));
            }
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < 100; i++) {
                String[] shuffled = lines.clone();
                int a = random.nextInt(lines.length);
                shuffled[a] = lines[random.nextInt(lines.length)];
                check(dialect.parse("f", String.join("\n", shuffled)));
            }
        }
    }

    private static void check(Parsing parsing) {
        switch (parsing) {
            case Parsing.Parsed(List<BoundList> lists) -> assertThat(lists).isNotNull();
            case Parsing.ParseErrors(List<Finding> errors) ->
                    assertThat(errors)
                            .isNotEmpty()
                            .hasSizeLessThanOrEqualTo(50)
                            .allSatisfy(e ->
                                    assertThat(e.toString()).matches("f:[0-9]+:[0-9]+: [ -~]+"));
        }
    }

    static String text(Dialect dialect, List<BoundList> lists) {
        return switch (dialect.render("r1", lists)) {
            case Rendering.Rendered(String text) -> text;
            case Rendering.Unrenderable failure -> throw new AssertionError(failure.toString());
        };
    }

    static List<BoundList> parsed(Dialect dialect, String text) {
        return switch (dialect.parse("f", text)) {
            case Parsing.Parsed(List<BoundList> lists) -> lists;
            case Parsing.ParseErrors(List<Finding> errors) ->
                    throw new AssertionError(errors + "\n" + text);
        };
    }
}
