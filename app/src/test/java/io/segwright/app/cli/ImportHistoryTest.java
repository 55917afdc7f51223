package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZInputStream;

/// A cloud's published history into a data directory, and bulk questions about the past: the answers are those of a scan
/// of its lines. `lab/long import-history` takes both histories whole.
@Tag("data")
class ImportHistoryTest {
    private static final int LINES = Integer.getInteger("segwright.history.lines", 1_500);
    private static final int QUESTIONS = Integer.getInteger("segwright.history.questions", 2_000);

    @TempDir private Path folder;

    private record Event(Instant at, boolean added, String entry) {}

    private static List<String> lines(String name) throws IOException {
        Path path =
                Path.of(
                        System.getProperty(
                                "segwright.data",
                                System.getProperty("segwright.root", "..") + "/../shared/data"),
                        "clouds",
                        name);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        try (InputStream in = new XZInputStream(Files.newInputStream(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .limit(LINES)
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"aws-ip-ranges-history.tsv.xz", "azure-servicetags-history.tsv.xz"})
    void anyMomentOfIsAnsweredAsAScanOfItsLinesAnswers(String name) throws IOException {
        List<String> lines = lines(name);
        Path file = Files.write(folder.resolve("history.tsv"), lines);
        Path data = folder.resolve("data");
        Ran imported =
                Ran.of(
                        "import",
                        "allocations",
                        file,
                        "--vrf",
                        "cloud",
                        "--owner",
                        "the-cloud",
                        "--data",
                        data,
                        "-o",
                        "jsonl");
        assertThat(imported.code()).as(imported.err()).isZero();

        Map<Prefix, List<Event>> events = new HashMap<>();
        TreeSet<Instant> times = new TreeSet<>();
        for (String line : lines) {
            String[] cells = line.split("\t", 4);
            times.add(Instant.parse(cells[0]));
            events.computeIfAbsent(Prefix.of(cells[2]), _ -> new ArrayList<>())
                    .add(new Event(Instant.parse(cells[0]), cells[1].equals("+"), cells[3]));
        }
        SplittableRandom random = new SplittableRandom(38);
        List<Prefix> prefixes = List.copyOf(events.keySet());
        List<Instant> moments = List.copyOf(times);
        StringBuilder questions = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            IpAddress address = prefixes.get(random.nextInt(prefixes.size())).last();
            Instant at =
                    moments.get(random.nextInt(moments.size())).plusSeconds(random.nextInt(-1, 2));
            questions.append(address).append(",cloud,").append(at).append('\n');
            expected.add(names(events, address, at));
        }
        Path asked = Files.writeString(folder.resolve("questions"), questions);
        List<String> answers = new ArrayList<>();
        for (String line :
                Ran.of("whois", "-f", asked, "-o", "jsonl", "--data", data)
                        .out()
                        .lines()
                        .toList()) {
            JsonNode answer = new ObjectMapper().readTree(line);
            String service = answer.get("service").asText();
            answers.add(service.isEmpty() ? "" : answer.get("prefix").asText() + " " + service);
        }
        assertThat(answers).isEqualTo(expected);
        assertThat(expected.stream().distinct().count()).isGreaterThan(10);
        System.out.printf(
                "{\"data\":\"%s\",\"lines\":%d,\"prefixes\":%d,\"asked\":%d,\"covered\":%d,\"different\":0}%n",
                name,
                lines.size(),
                prefixes.size(),
                QUESTIONS,
                expected.stream().filter(e -> !e.isEmpty()).count());
    }

    /// The names that the longest prefix with any had then.
    private static String names(Map<Prefix, List<Event>> events, IpAddress address, Instant at) {
        for (int length = address.family().bits(); length >= 0; length--) {
            Prefix prefix = Prefix.covering(address, length);
            Set<String> open = new HashSet<>();
            for (Event event : events.getOrDefault(prefix, List.of())) {
                if (!event.at().isAfter(at)) {
                    boolean _ =
                            event.added() ? open.add(event.entry()) : open.remove(event.entry());
                }
            }
            if (!open.isEmpty()) {
                Set<String> names = new TreeSet<>();
                open.forEach(entry -> names.add(entry.split("\t", 2)[0]));
                return prefix + " " + String.join("+", names);
            }
        }
        return "";
    }
}
