package io.segwright.collectors.imports.netbox;

import static io.segwright.collectors.imports.netbox.NetboxFixture.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.netbox.NetboxException.Kind;
import io.segwright.collectors.imports.text.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetboxClientTest {
    private static final String DEVICES = "/api/dcim/devices/";

    @TempDir private Path folder;
    private final List<Duration> pauses = new ArrayList<>();

    private InventoryReading read(FakeNetbox netbox) throws Exception {
        return NetboxClient.read(
                NetboxServer.of(netbox.url(), NetboxToken.of(FakeNetbox.TOKEN)),
                REQUEST,
                pauses::add);
    }

    private static FakeNetbox small(String version) throws IOException {
        return new FakeNetbox(version, RestShapes.of(SmallDump.bytes(), version.startsWith("4")));
    }

    private NetboxException refused(FakeNetbox netbox) {
        NetboxException[] caught = new NetboxException[1];
        assertThatThrownBy(() -> read(netbox))
                .isInstanceOf(NetboxException.class)
                .satisfies(e -> caught[0] = (NetboxException) e);
        assertThat(caught[0].getMessage()).doesNotContain(FakeNetbox.TOKEN);
        assertThat(netbox.requests()).allMatch(r -> r.startsWith("GET "));
        return caught[0];
    }

    @ParameterizedTest(name = "NetBox {0}")
    @ValueSource(strings = {"4.2.9", "4.6.8-Docker-3.4.1"})
    void theApiSaysWhatTheDumpSays(String version) throws Exception {
        Path dump = Files.write(folder.resolve("dump.json"), SmallDump.bytes());
        InventoryReading.Read expected =
                NetboxFixture.read(NetboxDump.read(SourceFile.of(dump), REQUEST));
        try (FakeNetbox netbox = small(version)) {
            InventoryReading.Read answer = NetboxFixture.read(read(netbox));
            assertThat(answer).isEqualTo(expected);
            assertThat(netbox.requests().getFirst()).isEqualTo("GET /api/status/");
            assertThat(netbox.requests())
                    .contains(
                            version.startsWith("4.6")
                                    ? "GET /api/dcim/devices/?limit=1000&start=1&exclude=config_context"
                                    : "GET /api/dcim/devices/?limit=1000&offset=0&ordering=id&exclude=config_context");
        }
    }

    @ParameterizedTest(name = "NetBox {0}")
    @ValueSource(strings = {"3.6.9", "4.6.8"})
    @Tag("data")
    void theDemoOrganisationIsTheSameByApiAndByDump(String version) throws Exception {
        byte[] dump = NetboxFixture.demo().text(16 << 20).getBytes(StandardCharsets.UTF_8);
        InventoryReading.Read expected =
                NetboxFixture.read(NetboxDump.read(NetboxFixture.demo(), REQUEST));
        try (FakeNetbox netbox =
                new FakeNetbox(version, RestShapes.of(dump, version.startsWith("4")))) {
            assertThat(NetboxFixture.read(read(netbox))).isEqualTo(expected);
            assertThat(netbox.requests().stream().filter(r -> r.contains("/dcim/interfaces/")))
                    .hasSize(2); // 1,586 by 1,000
        }
    }

    @Test
    void aTooLargePageIsAskedForInSmallerOnes() throws Exception {
        try (FakeNetbox netbox = small("4.1.0")) {
            netbox.play((exchange, query) ->
                    !query.getOrDefault("limit", "0").equals("50")
                            && exchange.getRequestURI().getPath().equals(DEVICES)
                            && FakeNetbox.answer(exchange, 502, ""));
            assertThat(read(read(netbox)).devices().devices()).hasSize(2);
            assertThat(netbox.requests().stream().filter(r -> r.contains(DEVICES)))
                    .extracting(r -> r.replaceAll(".*limit=([0-9]+).*", "$1"))
                    .containsExactly("1000", "250", "50");
        }
    }

    private static InventoryReading.Read read(InventoryReading reading) {
        return NetboxFixture.read(reading);
    }

    @Test
    void pagesFollowTheServersOwnLimit() throws Exception {
        for (String version : List.of("4.1.0", "4.6.0")) {
            Map<String, List<ObjectNode>> lists = RestShapes.of(SmallDump.bytes(), true);
            try (FakeNetbox netbox = new FakeNetbox(version, lists);
                    FakeNetbox narrow = new FakeNetbox(version, lists)) {
                narrow.play((exchange, query) -> {
                    query.replace("limit", "1"); // MAX_PAGE_SIZE = 1
                    return false;
                });
                assertThat(read(read(narrow))).isEqualTo(read(read(netbox)));
                assertThat(narrow.requests().stream().filter(r -> r.contains(DEVICES))).hasSize(4);
            }
        }
    }

    @Test
    void whenAskedToWaitItWaitsAsLongAsAskedButNeverMoreThanAMinute() throws Exception {
        try (FakeNetbox netbox = small("4.4.1")) {
            AtomicInteger calls = new AtomicInteger();
            netbox.play((exchange, _) -> {
                int call = calls.incrementAndGet();
                if (call > 3) {
                    return false;
                }
                exchange.getResponseHeaders()
                        .set("Retry-After", call == 1 ? "7" : call == 2 ? "86400" : "tomorrow");
                return FakeNetbox.answer(exchange, 429, "");
            });
            assertThat(read(read(netbox)).devices().devices()).hasSize(2);
            assertThat(pauses)
                    .containsExactly(
                            Duration.ofSeconds(7), Duration.ofSeconds(60), Duration.ofSeconds(60));
            netbox.play((exchange, _) -> FakeNetbox.answer(exchange, 429, ""));
            assertThat(refused(netbox))
                    .hasMessageEndingWith("/api/status/: status 429 after 5 tries; try later");
        }
    }

    @ParameterizedTest(name = "status {0}")
    @CsvSource({
        "401, NOT_ALLOWED, 'the token is not known, expired or not valid from here (401)'",
        "403, NOT_ALLOWED, 'refused (403): the token is wrong, or its user may not view this'",
        "404, MALFORMED, 'not there (404); want the URL of NetBox''s start page'",
        "418, UNAVAILABLE, 'status 418, want 200'",
        "500, UNAVAILABLE, 'status 500; try later'"
    })
    void aRefusalIsExplained(int status, Kind kind, String message) throws Exception {
        try (FakeNetbox netbox = small("4.4.1")) {
            netbox.play((exchange, _) -> FakeNetbox.answer(exchange, status, "{}"));
            NetboxException refused = refused(netbox);
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused).hasMessageStartingWith(netbox.url() + "/api/status/: " + message);
            netbox.play((exchange, _) ->
                    exchange.getRequestURI().getPath().equals(DEVICES)
                            && FakeNetbox.answer(exchange, status, "{}"));
            assertThat(refused(netbox).kind()).isEqualTo(kind);
        }
    }

    @Test
    void noRedirectIsFollowedAndTheTokenGoesNowhereElse() throws Exception {
        try (FakeNetbox netbox = small("4.4.1");
                FakeNetbox other = small("4.4.1")) {
            netbox.play((exchange, _) -> {
                exchange.getResponseHeaders()
                        .set("Location", other.url() + exchange.getRequestURI());
                return FakeNetbox.answer(exchange, 302, "");
            });
            assertThat(refused(netbox))
                    .hasMessageContaining("redirects to " + other.url())
                    .hasMessageContaining("the token follows no redirect");
            netbox.play((exchange, _) ->
                    exchange.getRequestURI().getPath().equals(DEVICES)
                            && FakeNetbox.answer(
                                    exchange,
                                    200,
                                    "{\"count\": 2, \"next\": \""
                                            + other.url()
                                            + DEVICES
                                            + "?limit=1&offset=1\", \"results\": [{\"id\": 1}]}"));
            assertThat(refused(netbox))
                    .hasMessageContaining("'next' leads to " + other.url() + ", want ")
                    .hasMessageContaining("the token goes to no other origin");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"next": "URL?offset=0", "results": [{"id": 1}]}   | 'next' does not lead on from 0: offset=0
                    {"next": "URL?limit=9", "results": [{"id": 1}]}    | 'next' does not lead on from 0: limit=9
                    {"next": "URL?offset=5", "results": []}            | an empty page that is not the last one
                    {"next": "://", "results": [{"id": 1}]}            | 'next' is no link: ://
                    {"next": "URL/x?offset=5", "results": [{"id": 1}]} | 'next' leads to http://127.0.0.1
                    {"results": {}}                                    | no 'results' in the answer, want a list
                    {"results": [{"name": "x"}]}                       | a result without an 'id'
                    {"results": [7]}                                   | a result without an 'id'
                    {"count": 3, "results": [{"id": 1}]}               | says that there are 3 and gave 1: it changed meanwhile; import again
                    [1]                                                | a list, want an object
                    <html>                                             | 1:1: not JSON: Unexpected character ('<' (code 60))
                    {"results": [{"id": 1,                             | 1:23: not JSON: Unexpected end-of-input
                    """)
    void anAnswerThatIsNotNetboxsIsLocated(String body, String message) throws Exception {
        try (FakeNetbox netbox = small("4.4.1")) {
            netbox.play((exchange, _) ->
                    exchange.getRequestURI().getPath().equals(DEVICES)
                            && FakeNetbox.answer(
                                    exchange, 200, body.replace("URL", netbox.url() + DEVICES)));
            NetboxException refused = refused(netbox);
            assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
            assertThat(refused).hasMessageContaining(DEVICES + ":").hasMessageContaining(message);
        }
    }

    @Test
    void anEndlessListEndsAndSoDoesAnEndlessAnswer() throws Exception {
        try (FakeNetbox netbox = small("4.4.1")) {
            AtomicInteger calls = new AtomicInteger();
            netbox.play((exchange, query) -> {
                int at = Integer.parseInt(query.getOrDefault("offset", "0"));
                return exchange.getRequestURI().getPath().equals(DEVICES)
                        && calls.incrementAndGet() < 100_000
                        && FakeNetbox.answer(
                                exchange,
                                200,
                                "{\"next\": \"%s%s?offset=%d\", \"results\": [%s]}"
                                        .formatted(netbox.url(), DEVICES, at + 1, "{\"id\": 1}"));
            });
            assertThat(refused(netbox))
                    .hasMessageContaining("a page that only repeats what earlier ones gave");
            assertThat(calls.get()).isEqualTo(2);
            netbox.play((exchange, _) -> {
                if (!exchange.getRequestURI().getPath().equals(DEVICES)) {
                    return false;
                }
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < 20; i++) {
                        out.write(blanks);
                    }
                } catch (IOException _) {
                    return true; // the client hung up, as it should
                }
                return true;
            });
            assertThat(refused(netbox))
                    .hasMessageContaining(
                            "more than 16777216 bytes, even by 50 objects; try later");
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws Exception {
        FakeNetbox gone = small("4.4.1");
        gone.close();
        assertThat(refused(gone)).hasMessageContaining("no answer: connection refused");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://netbox.example.net         | http would send the token in clear; use https
                    https://user:pw@netbox.example.net | without a user
                    https://netbox.example.net/?a=1   | want a URL without ? and #
                    https://                          | not a URL
                    https://127.0.0.1:65536           | want a port of 1..65535
                    """)
    void aTokenIsSentToNoUrlThatIsUnsafe(String url, String message) {
        assertThatThrownBy(() -> NetboxServer.of(url, NetboxToken.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTokenComesFromAFileOfItsOwnerAndIsNeverShown() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "nbt_abc.def\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> NetboxToken.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " can be read by others: run chmod 600 " + file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        NetboxToken token = NetboxToken.read(file);
        assertThat(token.header()).isEqualTo("Bearer nbt_abc.def");
        assertThat(token).hasToString("NetboxToken[redacted]");
        Files.writeString(file, "two words\nand lines");
        assertThatThrownBy(() -> NetboxToken.read(file))
                .hasMessageContaining("want 1..200 ASCII characters without blanks")
                .hasMessageNotContaining("two");
    }
}
