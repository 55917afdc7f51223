package io.segwright.collectors.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.collectors.imports.AllocationImport.Imported;
import io.segwright.collectors.imports.AllocationImport.Refused;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationCsvTest {
    private static final String HEADER =
            "vrf,prefix,service,subscription,vm,environment,owner,valid_from,valid_to,do_not_poll\n";

    @TempDir private Path folder;

    private AllocationImport read(String text) throws IOException {
        return AllocationCsv.read(Files.writeString(folder.resolve("allocations.csv"), text));
    }

    private Imported imported(String text) throws IOException {
        AllocationImport result = read(text);
        assertThat(result).isInstanceOf(Imported.class);
        return (Imported) result;
    }

    private List<String> errors(String text) throws IOException {
        AllocationImport result = read(text);
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).errors();
    }

    @Test
    void everyColumnIsRead() throws IOException {
        Imported result =
                imported(
                        HEADER
                                + "blue,10.0.0.0/24,shop,shop-eu,web-1,prod,team-shop,2026-04-01,2026-05-01T08:00:00+02:00,yes\n");
        assertThat(result.allocations())
                .containsExactly(
                        new Allocation(
                                new Vrf("blue"),
                                Prefix.of("10.0.0.0/24"),
                                new Tags("shop", "shop-eu", "web-1", "prod", "team-shop"),
                                Instant.parse("2026-04-01T00:00:00Z"),
                                Instant.parse("2026-05-01T06:00:00Z"),
                                Polling.FORBIDDEN,
                                "allocations.csv:2"));
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void columnsComeInAnyOrderMayBeMissingAndUnknownOnesAreReported() throws IOException {
        Imported result = imported("Owner,rack,PREFIX\nteam-a,r12,2001:db8::/48\n");
        assertThat(result.allocations())
                .containsExactly(
                        new Allocation(
                                Vrf.DEFAULT,
                                Prefix.of("2001:db8::/48"),
                                new Tags("", "", "", "", "team-a"),
                                Instant.EPOCH,
                                Instant.MAX,
                                Polling.ALLOWED,
                                "allocations.csv:2"));
        assertThat(result.warnings())
                .containsExactly("allocations.csv:1:2: unknown column 'rack' is not read");
    }

    @Test
    void quotedCellsMayHoldCommasAndLineBreaksKeepTheLineNumbersRight() throws IOException {
        assertThat(
                        errors(
                                "prefix,owner,rack\n10.0.0.0/24,\"Doe, Jane\",\"a\nb\"\n10.0.0.1/24,x,y\n"))
                .containsExactly(
                        "allocations.csv:4:1: prefix 10.0.0.1/24 has host bits set: want 10.0.0.0/24 or 10.0.0.1");
    }

    @ParameterizedTest(name = "{0} = {1} is refused: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
prefix      | ``             | 1 | prefix is empty: want e.g. 10.0.0.0/24
prefix      | 10.0.0.0/33    | 1 | prefix '10.0.0.0/33': want a prefix length of 0..32
prefix      | ten            | 1 | prefix 'ten' is no address: want e.g. 192.0.2.7 or 2001:db8::7
vrf         | two words      | 2 | VRF name 'two words': want 1..64 characters without blanks
vrf         | =cmd()         | 2 | '=cmd()' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit
owner       | @SUM(A1)       | 2 | '@SUM(A1)' begins with '@', which spreadsheets run as a formula; begin it with a letter or digit
service     | +1             | 2 | '+1' begins with '+', which spreadsheets run as a formula; begin it with a letter or digit
vm          | -x             | 2 | '-x' begins with '-', which spreadsheets run as a formula; begin it with a letter or digit
valid_from  | 1 April        | 2 | valid_from '1 April' is no time: want e.g. 2026-04-01 or 2026-04-01T08:00:00Z
valid_to    | 2026-02-30     | 2 | valid_to '2026-02-30' is no time: want e.g. 2026-04-01 or 2026-04-01T08:00:00Z
valid_to    | 1969-01-01     | 2 | valid_to 1969-01-01T00:00:00Z is not after valid_from 1970-01-01T00:00:00Z; swap or correct them
do_not_poll | perhaps        | 2 | do_not_poll 'perhaps' is neither: want yes, true, 1, no, false, 0 or nothing
""")
    void aWrongCellIsLocated(String column, String cell, int at, String message)
            throws IOException {
        String header = column.equals("prefix") ? "prefix,owner\n" : "prefix," + column + "\n";
        String row = column.equals("prefix") ? cell + ",a\n" : "10.0.0.0/24," + cell + "\n";
        assertThat(errors(header + row))
                .singleElement()
                .asString()
                .startsWith("allocations.csv:2:" + at + ": " + message);
    }

    @Test
    void nothingIsImportedWhenOneLineIsWrongAndEveryWrongOneIsNamed() throws IOException {
        assertThat(errors("prefix\n10.0.0.0/24\nx\n10.0.1.0/24\ny\n"))
                .hasSize(2)
                .allMatch(e ->
                        e.startsWith("allocations.csv:3:1") || e.startsWith("allocations.csv:5:1"));
    }

    @Test
    void fiftyErrorsAreKeptAndAllAreCounted() throws IOException {
        AllocationImport result = read("prefix\n" + "x\n".repeat(1000));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> {
                            assertThat(r.errors()).hasSize(50);
                            assertThat(r.errorsTotal()).isEqualTo(1000);
                        });
    }

    @Test
    void onePrefixTwiceForAnOverlappingTimeIsRefusedWithBothLines() throws IOException {
        String text =
                """
                prefix,vrf,valid_from,valid_to
                10.0.0.0/24,,2026-01-01,2026-02-01
                10.0.0.0/24,blue,2026-01-01,2026-02-01
                10.0.0.0/24,,2026-02-01,
                10.0.0.0/24,,2025-01-01,2026-01-01
                10.0.0.0/24,,2026-01-31,2026-02-01
                10.0.0.0/24,,2027-01-01,
                """;
        assertThat(errors(text))
                .containsExactly(
                        "allocations.csv:6:1: prefix 10.0.0.0/24 in VRF default is also on line 2 for an overlapping time; remove one, or end the earlier by valid_to",
                        "allocations.csv:7:1: prefix 10.0.0.0/24 in VRF default is also on line 4 for an overlapping time; remove one, or end the earlier by valid_to");
    }

    @Test
    void aLineWithAnotherNumberOfCellsIsRefused() throws IOException {
        assertThat(errors("prefix,owner\n10.0.0.0/24\n10.0.1.0/24,a,b\n"))
                .containsExactly(
                        "allocations.csv:2:1: the line has 1 cells, want 2 as in the header; quote cells that hold a comma",
                        "allocations.csv:3:3: the line has 3 cells, want 2 as in the header; quote cells that hold a comma");
    }

    @Test
    void aHeaderWithoutPrefixOrWithOneTwiceIsRefused() throws IOException {
        assertThat(errors("owner,owner\nx,y\n"))
                .satisfiesExactly(
                        e ->
                                assertThat(e)
                                        .isEqualTo(
                                                "allocations.csv:1:2: column owner is there twice, first in column 1; remove one"),
                        e ->
                                assertThat(e)
                                        .startsWith(
                                                "allocations.csv:1:1: there is no column 'prefix'"));
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertThat(errors(""))
                .containsExactly(
                        "allocations.csv: is empty; want a header line: vrf,prefix,service,...,owner");
    }

    @Test
    void aLineBeyondTheBoundIsRefused() throws IOException {
        assertThat(errors("prefix,owner\n10.0.0.0/24," + "x".repeat(100_000) + "\n"))
                .singleElement()
                .asString()
                .startsWith("allocations.csv: not CSV: ")
                .contains("line 2");
    }

    /// It would swallow the lines behind it.
    @Test
    void anUnclosedQuoteIsRefused() throws IOException {
        assertThat(errors("prefix,rack\n10.0.0.0/24,\"abc\n10.0.1.0/24,x\n"))
                .singleElement()
                .asString()
                .startsWith("allocations.csv: not CSV: ")
                .contains("line 2");
    }

    @Test
    void aMarkBeforeUtf8IsLeftOut() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "\ufeffprefix,owner\n10.0.0.0/24,Zoë\n", StandardCharsets.UTF_8);
        assertThat(AllocationCsv.read(file))
                .isInstanceOfSatisfying(
                        Imported.class,
                        i ->
                                assertThat(i.allocations().getFirst().tags().owner())
                                        .isEqualTo("Zoë"));
    }

    @Test
    void aByteThatIsNotUtf8IsLocated() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.write(
                file, "prefix,owner\n10.0.0.0/24,Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(AllocationCsv.read(file))
                .isEqualTo(
                        new Refused(
                                List.of(
                                        "a.csv:2:15: byte 0xeb is not UTF-8; save the file as UTF-8"),
                                1));
    }

    @Test
    void aMissingFileIsSaid() {
        Path file = folder.resolve("none.csv");
        assertThatThrownBy(() -> AllocationCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": no such file");
    }
}
