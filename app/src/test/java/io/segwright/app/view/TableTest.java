package io.segwright.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    private static String print(Format format, Object... cells) {
        StringWriter text = new StringWriter();
        new Table("name", "lines").row(cells).print(format, new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aTableIsAlignedNumbersToTheRight() {
        assertThat(print(Format.TABLE, "leaf-one", 7))
                .isEqualTo("NAME      LINES\nleaf-one      7\n");
    }

    @Test
    void aDevicesNameCannotMoveTheCursor() {
        assertThat(print(Format.TABLE, "\u001b[2Jx\ny", 7))
                .contains("?[2Jx?y")
                .doesNotContain("\u001b");
    }

    @Test
    void aFormulaReachesNoSpreadsheet() {
        assertThat(print(Format.CSV, "=cmd()", -7)).isEqualTo("name,lines\r\n'=cmd(),-7\r\n");
    }

    @Test
    void aCellWithACommaOrAQuoteIsQuoted() {
        assertThat(print(Format.CSV, "a,\"b\"", 7))
                .isEqualTo("name,lines\r\n\"a,\"\"b\"\"\",7\r\n");
    }

    @Test
    void jsonKeepsNumbersAndOrder() {
        assertThat(print(Format.JSON, "a", 7)).isEqualTo("[{\"name\":\"a\",\"lines\":7}]\n");
        assertThat(print(Format.JSONL, "a", 7)).isEqualTo("{\"name\":\"a\",\"lines\":7}\n");
    }
}
