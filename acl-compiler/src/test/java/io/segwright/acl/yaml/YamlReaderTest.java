package io.segwright.acl.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @Test
    void scalarsStayTextAndKeepTheirPlace() throws YamlFormatException {
        YamlNode root = YamlReader.read("p.yaml", "a: no\nb:\n  - 022\n  - \"12:30\"\n");
        assertThat(root).isInstanceOf(YamlNode.Mapping.class);
        YamlNode.Mapping map = (YamlNode.Mapping) root;
        assertThat(map.find("a")).contains(new YamlNode.Scalar("no", new Position("p.yaml", 1, 4)));
        YamlNode.Sequence list = (YamlNode.Sequence) map.find("b").orElseThrow();
        assertThat(list.items())
                .containsExactly(
                        new YamlNode.Scalar("022", new Position("p.yaml", 3, 5)),
                        new YamlNode.Scalar("12:30", new Position("p.yaml", 4, 5)));
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: 1\\nb: 2\\na: 3       | p.yaml:3:1: key 'a' is already on line 1: keep one
                    a: &x 1                  | p.yaml:1:4: anchors (&name) are not allowed: remove it
                    a: *x                    | p.yaml:1:4: aliases (*name) are not allowed: write it out
                    a: !!int 1               | p.yaml:1:4: tags (!name) are not allowed: remove it
                    a: !x [1]                | p.yaml:1:4: tags (!name) are not allowed: remove it
                    %YAML 1.2\\n---\\na: 1   | p.yaml:1:1: YAML directives are not allowed: remove the line with %
                    a: 1\\n---\\nb: 2        | p.yaml:2:1: a second document begins here: want one document a file
                    ? [a]\\n: 1              | p.yaml:1:3: want a text as the key of a map
                    ``                       | p.yaml:1:1: the file is empty
                    # only a remark          | p.yaml:1:1: the file is empty
                    a: [1, 2                 | p.yaml:1:9: YAML: expected ',' or ']', but got <stream end>
                    a: b: c                  | p.yaml:1:5: YAML: mapping values are not allowed here
                    a: "\\u0007x             | p.yaml:1:5: character U+0007 is not allowed in YAML: remove it
                    """)
    void strictness(String text, String message) {
        String real = text.replace("\\n", "\n").replace("\\u0007", "\u0007");
        assertThatThrownBy(() -> YamlReader.read("p.yaml", real))
                .isInstanceOf(YamlFormatException.class)
                .hasMessage(message);
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> YamlReader.read("p.yaml", "[".repeat(100_000)))
                .hasMessage("p.yaml:1:65: nested deeper than 64 levels");
        assertThatThrownBy(() -> YamlReader.read("p.yaml", "{a: ".repeat(100_000)))
                .hasMessage("p.yaml:1:254: nested deeper than 64 levels");
    }

    @Test
    void sizeIsBounded() {
        assertThatThrownBy(() -> YamlReader.read("p.yaml", " ".repeat(4 << 20)))
                .hasMessage("p.yaml:1:1: text of 4194304 characters: want at most 3145728");
    }

    @Test
    void anyTextIsReadOrRefusedWithAPlace() {
        String alphabet = "ab:,-[]{}#&*!|>'\"%@?\n\t 0\u0000\ud800é~";
        for (int seed = 0; seed < 3_000; seed++) {
            RandomGenerator random = new java.util.SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(1, 60);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(YamlReader.read("p.yaml", text.toString())).isNotNull();
            } catch (YamlFormatException e) {
                assertThat(e.getMessage()).startsWith("p.yaml:" + e.position().line() + ":");
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }
}
