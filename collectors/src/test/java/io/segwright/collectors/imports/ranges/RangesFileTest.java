package io.segwright.collectors.imports.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.collectors.RealData;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.attribute.PublishedRanges;
import io.segwright.inventory.net.IpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private Path folder;

    private RangesReading read(String name, String text) throws IOException {
        return RangesFile.read(SourceFile.of(Files.writeString(folder.resolve(name), text)));
    }

    private static List<String> labels(RangesReading reading) {
        assertThat(reading).isInstanceOf(RangesReading.Read.class);
        return ((RangesReading.Read) reading)
                .ranges().stream().map(r -> r.prefix() + " " + r.label()).toList();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"prefixes":[{"ip_prefix":"192.0.2.0/24","region":"eu-west-1","service":"EC2"}],"ipv6_prefixes":[{"ipv6_prefix":"2001:db8::/32","region":"GLOBAL","service":"S3"}]} | 192.0.2.0/24 AWS EC2 eu-west-1; 2001:db8::/32 AWS S3 GLOBAL
                    {"cloud":"Public","values":[{"name":"Storage.WestEurope","properties":{"region":"westeurope","addressPrefixes":["192.0.2.0/24"]}},{"name":"AzureCloud","properties":{"region":"","addressPrefixes":["192.0.2.0/24"]}}]} | 192.0.2.0/24 Azure Storage westeurope; 192.0.2.0/24 AzureCloud
                    {"prefixes":[{"ipv4Prefix":"192.0.2.0/24","service":"Google Cloud","scope":"us-east1"},{"ipv6Prefix":"2001:db8::/32"}]} | 192.0.2.0/24 Google Cloud us-east1; 2001:db8::/32 Google
                    {"regions":[{"region":"us-ashburn-1","cidrs":[{"cidr":"192.0.2.0/24","tags":["OCI","OSN"]}]}]} | 192.0.2.0/24 Oracle OCI us-ashburn-1; 192.0.2.0/24 Oracle OSN us-ashburn-1
                    {"ssh_keys":["ssh-ed25519 AAAA"],"hooks":["192.0.2.0/24"],"web":["192.0.2.0/24","2001:db8::/32"],"domains":{"a":["b"]}} | 192.0.2.0/24 GitHub hooks; 192.0.2.0/24 GitHub web; 2001:db8::/32 GitHub web
                    """)
    void eachProvidersFileIsKnownByItsContent(String text, String labels) throws IOException {
        assertThat(labels(read("ranges.json", text))).containsExactlyInAnyOrder(labels.split("; "));
    }

    @Test
    void aGeofeedNeedsAProvider() throws IOException {
        String feed = "# comment\n192.0.2.0/24,NL,NL-NH,Amsterdam,1098\n\n2001:db8::/32,DE,,,\n";
        assertThat(labels(read("digitalocean.csv", feed)))
                .containsExactly(
                        "192.0.2.0/24 DigitalOcean NL Amsterdam", "2001:db8::/32 DigitalOcean DE");
        assertThat(read("feed.csv", feed))
                .isEqualTo(
                        new RangesReading.Refused(
                                List.of(
                                        "feed.csv: a geofeed does not say whose it is: name its provider by --provider NAME"),
                                1));
        SourceFile file = SourceFile.of(folder.resolve("feed.csv"));
        assertThat(labels(RangesFile.read(file, "Example")))
                .contains("192.0.2.0/24 Example NL Amsterdam");
    }

    @Test
    void whatIsWrongIsLocated() throws IOException {
        assertThat(read("a.json", "{\"prefixes\":[\n{\"ipv4Prefix\":\"192.0.2.1/24\"}]}"))
                .isEqualTo(
                        new RangesReading.Refused(
                                List.of(
                                        "a.json:2:15: prefix 192.0.2.1/24 has host bits set: want 192.0.2.0/24 or 192.0.2.1"),
                                1));
        assertThat(read("linode.csv", "192.0.2.0/24,,,=cmd(),\n"))
                .isInstanceOf(RangesReading.Refused.class);
        assertThat(read("a.json", "{\"a\": 1}")).isInstanceOf(RangesReading.Refused.class);
        SourceFile google = SourceFile.of(folder.resolve("a.json"));
        Files.writeString(google.path(), "{\"prefixes\":[]}");
        assertThat(RangesFile.read(google, "aws"))
                .isEqualTo(
                        new RangesReading.Refused(
                                List.of(
                                        "a.json: is a file of Google, not of aws; leave --provider out"),
                                1));
    }

    @Test
    void cutAndFlippedFilesAreReadOrLocated() throws IOException {
        byte[] good =
                "{\"regions\":[{\"region\":\"r\",\"cidrs\":[{\"cidr\":\"192.0.2.0/24\",\"tags\":[\"OCI\"]}]}]}"
                        .getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("oracle.json");
        for (int i = 0; i < good.length * 8; i += 3) {
            byte[] bad = good.clone();
            bad[i / 8] ^= (byte) (1 << (i % 8));
            Files.write(path, bad);
            assertThat(RangesFile.read(SourceFile.of(path))).isNotNull();
            Files.write(path, java.util.Arrays.copyOf(good, i / 8));
            assertThat(RangesFile.read(SourceFile.of(path)))
                    .isInstanceOf(RangesReading.Refused.class);
        }
    }

    private static SourceFile cloud(String name) {
        return SourceFile.of(RealData.at("clouds/" + name));
    }

    /// The same file read by another reader: every text below these keys, by the path to it.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "aws-ip-ranges-2026-08-22.json.xz, ip_prefix, ipv6_prefix",
        "microsoft-azure-ip-ranges.json.xz, addressPrefixes, addressPrefixes",
        "google-cloud-ip-ranges.json.xz, ipv4Prefix, ipv6Prefix",
        "oracle-cloud-ip-ranges.json.xz, cidr, cidr"
    })
    @Tag("data")
    void thePublishedFilesAreReadWhole(String name, String key4, String key6) throws Exception {
        SourceFile file = cloud(name);
        RangesReading reading = RangesFile.read(file);
        assertThat(reading).isInstanceOf(RangesReading.Read.class);
        Set<String> prefixes = new HashSet<>();
        ((RangesReading.Read) reading).ranges().forEach(r -> prefixes.add(r.prefix().toString()));
        JsonNode root = new ObjectMapper().readTree(file.text(64 << 20));
        Set<String> expected = new HashSet<>();
        for (String key : List.of(key4, key6)) {
            for (JsonNode node : root.findValues(key)) {
                if (node.isArray()) {
                    node.forEach(n -> expected.add(n.asText()));
                } else {
                    expected.add(node.asText());
                }
            }
        }
        assertThat(prefixes).hasSameSizeAs(expected).hasSizeGreaterThan(500);
    }

    /// Every entry, and not only every prefix: one has several services at a time.
    @Test
    @Tag("data")
    void noServiceOfAPublishedPrefixIsLost() throws Exception {
        SourceFile file = cloud("aws-ip-ranges-2026-08-22.json.xz");
        Set<List<String>> expected = new HashSet<>();
        for (JsonNode list : new ObjectMapper().readTree(file.text(64 << 20))) {
            for (JsonNode entry : list) {
                JsonNode prefix =
                        entry.has("ip_prefix") ? entry.get("ip_prefix") : entry.get("ipv6_prefix");
                expected.add(
                        List.of(
                                io.segwright.inventory.net.Prefix.of(prefix.asText()).toString(),
                                entry.get("service").asText(),
                                entry.get("region").asText()));
            }
        }
        assertThat(((RangesReading.Read) RangesFile.read(file)).ranges())
                .extracting(r -> List.of(r.prefix().toString(), r.service(), r.region()))
                .hasSizeGreaterThan(10_000)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"digitalocean.csv, DigitalOcean", "linode.txt, Linode"})
    @Tag("data")
    void theFeedsAreReadWhole(String name, String provider) throws Exception {
        Set<String> expected = new HashSet<>();
        for (String line : java.nio.file.Files.readAllLines(RealData.at("clouds/" + name))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                expected.add(line.split(",", 2)[0]);
            }
        }
        RangesReading reading = RangesFile.read(cloud(name));
        assertThat(reading).isInstanceOf(RangesReading.Read.class);
        assertThat(((RangesReading.Read) reading).provider()).isEqualTo(provider);
        assertThat(((RangesReading.Read) reading).ranges().stream().map(r -> r.prefix()).distinct())
                .hasSameSizeAs(expected);
    }

    @Test
    @Tag("data")
    void theFarEndOfAFlowHasANameThatSaysMost() throws Exception {
        List<PublishedRange> ranges = new java.util.ArrayList<>();
        for (String name :
                List.of(
                        "aws-ip-ranges-2026-08-22.json.xz",
                        "github-ip-ranges.json",
                        "linode.txt")) {
            RangesReading reading = RangesFile.read(cloud(name));
            assertThat(reading).as(name).isInstanceOf(RangesReading.Read.class);
            ranges.addAll(((RangesReading.Read) reading).ranges());
        }
        assertThat(
                        PublishedRanges.of(ranges)
                                .lookup(IpAddress.of("3.5.140.1"), NOW, NOW)
                                .stream()
                                .map(PublishedRange::label))
                .containsExactly(
                        "AWS S3 ap-northeast-2",
                        "AWS EC2 ap-northeast-2",
                        "AWS AMAZON ap-northeast-2");
    }
}
