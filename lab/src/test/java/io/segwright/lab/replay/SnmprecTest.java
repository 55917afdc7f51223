package io.segwright.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.lab.Forall;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnmprecTest {
    private static Snmprec parse(String text) {
        return Snmprec.parse("sw.snmprec", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest(name = "{0} is no varbind: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
                    1.3.6.1                              ; '1.3.6.1': want OID|TYPE|VALUE
                    |4|x                                 ; '|4|x': want OID|TYPE|VALUE
                    1.3.<IPADDR>|4|x                     ; OID '1.3.<IPADDR>': want 2..128 numbers of 32 bits with dots between
                    1|4|x                                ; OID '1': want 2..128 numbers of 32 bits with dots between
                    1.3.4294967296|4|x                   ; OID '1.3.4294967296': want 2..128 numbers of 32 bits with dots between
                    1.3.6|2|2147483648                   ; value '2147483648' of type 2: want -2147483648..2147483647
                    1.3.6|65|-1                          ; value '-1' of type 65: want 0..4294967295
                    1.3.6|66|<private>                   ; value '<private>' of type 66: want 0..4294967295
                    1.3.6|67|4294967296                  ; value '4294967296' of type 67: want 0..4294967295
                    1.3.6|70|18446744073709551616        ; value '18446744073709551616' of type 70: want 0..18446744073709551615
                    1.3.6|64|*.*.*.*                     ; value '*.*.*.*' of type 64: want 4 octets
                    1.3.6|64x|0a0000                     ; value '0a0000' of type 64x: want 4 octets
                    1.3.6|4x|346288XXYYZZ                ; value '346288XXYYZZ' of type 4x: want octets, with x in hex, at most 65000
                    1.3.6|4x|abc                         ; value 'abc' of type 4x: want octets, with x in hex, at most 65000
                    1.3.6|6|enterprises.9                ; OID 'enterprises.9': want 2..128 numbers of 32 bits with dots between
                    1.3.6|2:numeric|rate=1               ; type '2:numeric': want 2, 4, 5, 6, 64, 65, 66, 67, 68 or 70, with x for hex
                    """)
    void aBrokenLineIsSkippedAndSaid(String line, String problem) {
        Snmprec read = parse("1.3.1.0|4|a\n" + line + "\n1.3.2.0|4|b\n");
        assertThat(read.problems()).containsExactly("sw.snmprec:2: " + problem);
        assertThat(read.broken()).isEqualTo(1);
        assertThat(read.mib().size()).isEqualTo(2);
    }

    @Test
    void emptyLinesCommentsAndEditorsLineEndsAreNothing() {
        Snmprec read = parse("# a switch\r\n\r\n1.3.1.0|2|4\r\n   \n.1.3.2.0|6|.1.3.6\n1.3.3.0|5|");
        assertThat(read.problems()).isEmpty();
        assertThat(read.mib().size()).isEqualTo(3);
    }

    @Test
    void onlyTheFirstProblemsAreListedAndAllCounted() {
        Snmprec read = parse("broken\n".repeat(1_000));
        assertThat(read.broken()).isEqualTo(1_000);
        assertThat(read.problems()).hasSize(5).last().asString().startsWith("sw.snmprec:5: ");
    }

    @Test
    void whatWouldBendATerminalIsNotShown() {
        assertThat(parse("1.3.6|2|\u001b[31mred\n").problems().getFirst())
                .isEqualTo(
                        "sw.snmprec:1: value '?[31mred' of type 2: want -2147483648..2147483647");
    }

    @Test
    void noTextBreaksTheReader() {
        byte[] sound =
                "1.3.6.1.2.1.1.5.0|4|core-1\n1.3.6.1.2.1.2.2.1.6.1|4x|00000c07ac01\n1.3.9|70|18446744073709551615\n1.3.8|4e|a\\x00\\n\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Forall.check(
                5_000,
                random -> {
                    byte[] bent = java.util.Arrays.copyOf(sound, random.nextInt(sound.length + 1));
                    for (int i = random.nextInt(0, 6); i > 0 && bent.length > 0; i--) {
                        bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
                    }
                    return bent;
                },
                bent -> {
                    Snmprec read = Snmprec.parse("x", bent);
                    assertThat(read.mib().size() + read.broken()).isLessThanOrEqualTo(130);
                });
    }

    @Test
    void aRowTooManyIsLeftOut() {
        assertThatThrownBy(() -> SnmprecLine.parse("nonsense"))
                .isInstanceOf(SnmprecLine.BrokenException.class);
        byte[] text = "1.3.6|2|1\n".repeat(1_000_001).getBytes(StandardCharsets.ISO_8859_1);
        Snmprec read = Snmprec.parse("big", text);
        assertThat(read.mib().size()).isEqualTo(1_000_000);
        assertThat(read.problems())
                .containsExactly("big:1000001: more than 1000000 rows: this one is left out");
    }
}
