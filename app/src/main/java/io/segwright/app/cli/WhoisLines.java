package io.segwright.app.cli;

import io.segwright.app.cli.WhoisAnswers.Question;
import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.inventory.attribute.AttributionStatus;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers lines `ADDRESS[,VRF[,TIME[,PORT[,PROTOCOL]]]]` one by one, millions of them: what is kept is one line.
///
/// Each line of the input that holds something has one line of the output, a wrong one too, so that the two can be laid
/// side by side. Wrong lines are located on stderr, the first [#SHOWN_MAX] of them, and counted.
final class WhoisLines {
    private static final int LINE_BYTES_MAX =
            256; // an address has at most 45, a VRF 64, a time 35 characters

    static final String LINE = "ADDRESS[,VRF[,TIME[,PORT[,PROTOCOL]]]]";
    private static final int CELLS_MAX = 5;

    private static final int SHOWN_MAX = 100; // a person reads no more; all are in the output

    private static final List<String> COLUMNS =
            List.of(
                    "line",
                    "address",
                    "inside",
                    "vrf",
                    "at",
                    "status",
                    "service",
                    "subscription",
                    "vm",
                    "environment",
                    "owner",
                    "prefix",
                    "source",
                    "confidence",
                    "validFrom",
                    "validTo",
                    "covering",
                    "error");

    private final WhoisAnswers answers;
    private final String name;
    private final Optional<Vrf> domain;
    private final Instant at;
    private final Format format;
    private final Map<AttributionStatus, Long> counts = new EnumMap<>(AttributionStatus.class);
    private long number;
    private long asked;
    private long wrong;

    /// @param domain of lines that name none
    /// @param at of lines that name none
    WhoisLines(WhoisAnswers answers, String name, Optional<Vrf> domain, Instant at, Format format) {
        this.answers = answers;
        this.name = name;
        this.domain = domain;
        this.at = at;
        this.format = format;
    }

    /// @return the exit code: 65 where a line was wrong, else 3 where an address is not attributed
    int run(InputStream in, PrintWriter out, PrintWriter err) throws IOException {
        InputStream buffered = new BufferedInputStream(in, 1 << 16);
        byte[] line = new byte[LINE_BYTES_MAX];
        int length = read(buffered, line);
        while (length >= 0) {
            number++;
            answer(line, length, out, err);
            length = read(buffered, line);
        }
        out.flush();
        err.println(summary());
        long attributed = counts.getOrDefault(AttributionStatus.ATTRIBUTED, 0L);
        return wrong > 0
                ? ExitCode.BAD_INPUT
                : attributed < asked ? ExitCode.FINDINGS : ExitCode.OK;
    }

    /// @return the line's length in bytes, of which what is beyond [#LINE_BYTES_MAX] was dropped; -1 at the end
    private static int read(InputStream in, byte[] line) throws IOException {
        int length = 0;
        int next = in.read();
        if (next < 0) {
            return -1;
        }
        while (next >= 0 && next != '\n') {
            if (length < line.length) {
                line[length] = (byte) next;
            }
            length++;
            next = in.read();
        }
        return length;
    }

    private void answer(byte[] line, int length, PrintWriter out, PrintWriter err) {
        if (length > LINE_BYTES_MAX) {
            refuse(
                    1,
                    "the line has " + length + " bytes: want at most " + LINE_BYTES_MAX,
                    out,
                    err);
            return;
        }
        String text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
        boolean header = number == 1 && text.startsWith("address");
        if (text.isEmpty() || text.startsWith("#") || header) {
            return;
        }
        String[] cells = text.split(",", -1);
        if (cells.length > CELLS_MAX) {
            refuse(
                    CELLS_MAX + 1,
                    "the line has " + cells.length + " cells: want " + LINE,
                    out,
                    err);
            return;
        }
        int cell = 1;
        try {
            IpAddress address = IpAddress.parse(cells[0].strip());
            cell = 2;
            Optional<Vrf> vrf = named(cells, 1) ? Optional.of(new Vrf(cells[1].strip())) : domain;
            cell = 3;
            Instant time = named(cells, 2) ? TimeOptions.parse("time", cells[2].strip()) : at;
            cell = 4;
            int port = named(cells, 3) ? WhoisCommand.port(cells[3].strip()) : 0;
            cell = 5;
            Protocol protocol =
                    named(cells, 4) ? Protocol.parse(cells[4].strip()) : NatBinding.EVERY_PROTOCOL;
            print(answers.answer(new Question(address, vrf, time, protocol, port)), out);
        } catch (AddressFormatException | IllegalArgumentException | CommandFailure e) {
            refuse(cell, String.valueOf(e.getMessage()), out, err);
        }
    }

    private static boolean named(String[] cells, int cell) {
        return cells.length > cell && !cells[cell].isBlank();
    }

    private void print(WhoisAnswer answer, PrintWriter out) {
        asked++;
        counts.merge(answer.attribution().status(), 1L, Long::sum);
        Map<String, Object> facts = answer.line(number);
        facts.put("error", "");
        print(facts, out);
    }

    private void refuse(int cell, String message, PrintWriter out, PrintWriter err) {
        wrong++;
        if (wrong <= SHOWN_MAX) {
            err.println(name + ":" + number + ":" + cell + ": " + message);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("line", number);
        facts.put("error", message);
        print(facts, out);
    }

    private void print(Map<String, Object> facts, PrintWriter out) {
        if (format == Format.JSONL) {
            out.println(Table.json(facts));
            return;
        }
        if (asked + wrong == 1) {
            out.print(Table.csvLine(COLUMNS));
        }
        out.print(Table.csvLine(COLUMNS.stream().map(c -> cell(facts.get(c))).toList()));
    }

    /// Several values of a cell are parted by blanks.
    private static Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> ""; // a wrong line has nothing but its number and what is wrong
            case List<?> several ->
                    String.join(" ", several.stream().map(Object::toString).toList());
            case Object one -> one;
        };
    }

    private String summary() {
        StringBuilder text = new StringBuilder();
        text.append(asked).append(" addresses");
        counts.forEach((status, count) ->
                text.append(", ").append(count).append(' ').append(status.word()));
        if (wrong > 0) {
            text.append("; ").append(wrong).append(wrong == 1 ? " wrong line" : " wrong lines");
            text.append(wrong > SHOWN_MAX ? ", the first " + SHOWN_MAX + " shown" : "");
        }
        return text.toString();
    }
}
