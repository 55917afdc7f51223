package io.segwright.collectors.imports.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class HostileTextTest {
    private static final String SMALL =
            """
            [{"name": "sw-1", "ports": [{"n": 1, "mac": null}, {"n": 2.5e3}], "ok": true},
             {"name": "\\u00fcber \\"q\\"", "tags": []}]
            """;
    private static final String SMALL_YAML =
            """
            devices:
              - {name: sw-1, serial: "0012", os: ~}
              - name: 'sw-2'
                ports: [a, b]
                text: |
                  two
                  lines
            """;

    @TempDir private Path folder;

    private static SourceNode json(String text) throws IOException, SourceFormatException {
        return JsonText.document(bytes(text));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a": 1, "a": 2}      | 1:13: not JSON: Duplicate field 'a'
                    {"a": }               | 1:7: not JSON: Unexpected character ('}' (code 125)): expected a value
                    [1, 2                 | 1:6: not JSON: Unexpected end-of-input: expected close marker for Array
                    [1] [2]               | 1:5: something follows the end; want one value
                    {'a': 1}              | 1:2: not JSON: Unexpected character (''' (code 39)): was expecting double-quote to start field name
                    [NaN]                 | 1:5: not JSON: Non-standard token 'NaN'
                    """)
    void jsonThatIsNoneIsLocated(String text, String message) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void nothingIsNoJsonAndNoYaml() {
        assertThatThrownBy(() -> json("")).hasMessage("1:1: is empty; want JSON");
        assertThatThrownBy(() -> YamlText.document("# nothing\n"))
                .hasMessage("1:1: is empty; want YAML");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: &x 1\\nb: *x         | 1:4: anchors (&name) are not allowed: remove it
                    a: !!int 1            | 1:4: tags (!name) are not allowed: remove it
                    a: 1\\na: 2            | 2:1: key 'a' is there twice; keep one
                    a: 1\\n---\\nb: 2       | 2:1: a second document begins here: want one a file
                    {a: 1                 | 1:6: not YAML: expected ',' or '}', but got <stream end>
                    ? [a]\\n: b            | 1:3: want a text as the key of a map
                    %YAML 1.1\\n---\\na: 1  | 1:1: directives are not allowed: remove the line with %
                    """)
    void yamlTricksAreRefused(String text, String message) {
        assertThatThrownBy(() -> YamlText.document(text.replace("\\n", "\n")))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aBillionLaughsDoNotBeginToLaugh() {
        StringBuilder laughs = new StringBuilder("a: &a [lol]\n");
        for (char c = 'b'; c < 'm'; c++) {
            laughs.append(c).append(": &").append(c).append(" [");
            laughs.append(("*" + (char) (c - 1) + ",").repeat(10)).append("]\n");
        }
        assertThatThrownBy(() -> YamlText.document(laughs.toString()))
                .hasMessageStartingWith("1:4: anchors");
    }

    @Test
    void deepNestingIsLocatedAndNoStackOverflows() {
        assertThatThrownBy(() -> json("[".repeat(1_000_000)))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageContaining("nesting depth");
        assertThatThrownBy(() -> YamlText.document("[".repeat(100_000)))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageContaining("nested deeper than 64 levels");
        assertThatThrownBy(() -> YamlText.document("- ".repeat(10_000) + "a"))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageContaining("nested deeper than 64 levels");
    }

    @Test
    void aTextOfAGigabyteIsGivenUpAfterAMegabyte() {
        Endless endless = new Endless();
        assertThatThrownBy(() -> JsonText.document(endless))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageContaining("exceeds the maximum");
        assertThat(endless.read).isLessThan(8 << 20);
    }

    /// `"aaaa...`, a gigabyte of it.
    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            read++;
            return read > 1L << 30 ? -1 : read == 1 ? '"' : 'a';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }
    }

    @Test
    void aByteOrderMarkIsPassedOverAndLatin1IsLocated() throws Exception {
        assertThat(json("\ufeff[1]")).isInstanceOf(SourceNode.Sequence.class);
        assertThatThrownBy(() ->
                        JsonText.document(
                                new ByteArrayInputStream(
                                        "[\n\"Zürich\"]".getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOf(SourceFormatException.class)
                .hasMessageStartingWith("2:")
                .hasMessageContaining("UTF-8");
        Path latin = folder.resolve("a.yaml");
        Files.write(latin, "a: 1\nb: Zürich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SourceFile.of(latin).text(1_000))
                .hasMessage("2:5: byte 0xfc is not UTF-8; save the file as UTF-8");
    }

    @Test
    void cutAnywhereAndFlippedAnywhereIsReadOrLocated() {
        byte[] json = SMALL.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < json.length - 3; end++) {
            byte[] cut = java.util.Arrays.copyOf(json, end);
            assertThatThrownBy(() -> JsonText.document(new ByteArrayInputStream(cut)))
                    .as("cut at " + end)
                    .isInstanceOf(SourceFormatException.class);
        }
        for (int i = 0; i < json.length * 8; i++) {
            byte[] flipped = json.clone();
            flipped[i / 8] ^= (byte) (1 << (i % 8));
            survives(() -> JsonText.document(new ByteArrayInputStream(flipped)));
        }
        Random random = new Random(7);
        for (int i = 0; i < 1_500; i++) {
            StringBuilder text = new StringBuilder(SMALL_YAML);
            for (int k = 0; k < 3; k++) {
                text.setCharAt(
                        random.nextInt(text.length()),
                        "{}[]:,&*!|>-?'\"%@`# \n\t\u0000\ud800x".charAt(random.nextInt(25)));
            }
            survives(() -> YamlText.document(text.substring(0, 1 + random.nextInt(text.length()))));
        }
    }

    private interface Reading {
        Object read() throws IOException, SourceFormatException;
    }

    private static void survives(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (SourceFormatException e) {
            assertThat(e.line()).as(e.getMessage()).isPositive();
            assertThat(e.column()).as(e.getMessage()).isPositive();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path packed(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                name.endsWith(".gz")
                        ? new GZIPOutputStream(bytes)
                        : new XZOutputStream(bytes, new LZMA2Options(1))) {
            out.write(content);
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    @Test
    void packedFilesAreUnpackedAndBombsAreNot() throws Exception {
        for (String name : new String[] {"a.json.gz", "a.json.xz"}) {
            SourceFile file = SourceFile.of(packed(name, "[1]".getBytes(StandardCharsets.UTF_8)));
            assertThat(file.plainName()).isEqualTo("a.json");
            assertThat(file.text(10)).isEqualTo("[1]");
            SourceFile bomb = SourceFile.of(packed("bomb" + name, new byte[4 << 20]));
            assertThat(Files.size(bomb.path())).isLessThan(100_000);
            assertThatThrownBy(() -> bomb.text(1 << 20))
                    .isInstanceOf(SourceFormatException.class)
                    .hasMessageContaining("has more than 1048576 bytes; split it");
        }
    }

    @Test
    void badPackingIsSaidWhereverItIsCutOrFlipped() throws Exception {
        for (String name : new String[] {"b.json.gz", "b.json.xz"}) {
            byte[] good = Files.readAllBytes(packed(name, SMALL.getBytes(StandardCharsets.UTF_8)));
            for (int i = 7; i < good.length; i += 3) {
                Path cut = folder.resolve("cut-" + name);
                Files.write(cut, java.util.Arrays.copyOf(good, i));
                assertThatThrownBy(() -> SourceFile.of(cut).text(10_000))
                        .as(name + " cut at " + i)
                        .isInstanceOf(SourceFormatException.class);
                byte[] flipped = good.clone();
                flipped[i] ^= 0x10;
                Files.write(cut, flipped);
                try {
                    SourceFile.of(cut).text(10_000);
                } catch (SourceFormatException e) {
                    assertThat(e.reason()).isNotBlank();
                }
            }
        }
    }

    @Test
    void whatIsNotThereIsAnAnswerForAPerson() {
        assertThatThrownBy(() -> SourceFile.of(folder.resolve("none.json")).text(10))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("none.json") + ": no such file");
        assertThatThrownBy(() -> SourceFile.of(folder).text(10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }
}
