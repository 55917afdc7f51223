package io.segwright.collectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The RFCs' own examples, devices' habits, and bytes that are no syslog at all.
class SyslogParserTest {
    private static final Instant NOW = Instant.parse("2026-01-02T10:00:00Z");

    private static SyslogMessage parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return SyslogParser.parse(bytes, 0, bytes.length, NOW);
    }

    /// RFC 5424 sec. 6.5, example 1.
    @Test
    void theFirstExampleOfRfc5424() {
        SyslogMessage message =
                parse(
                        "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff'su root' failed for"
                                + " lonvick on /dev/pts/8");
        assertThat(message)
                .isEqualTo(
                        new SyslogMessage(
                                SyslogMessage.Form.RFC5424,
                                4,
                                Severity.CRITICAL,
                                Instant.parse("2003-10-11T22:14:15.003Z"),
                                "mymachine.example.com",
                                "su",
                                "",
                                "ID47",
                                Map.of(),
                                "'su root' failed for lonvick on /dev/pts/8"));
    }

    /// Example 2: an offset and microseconds.
    @Test
    void theSecondExampleOfRfc5424() {
        SyslogMessage message =
                parse(
                        "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the"
                                + " do-nuts.");
        assertThat(message.facility()).isEqualTo(20);
        assertThat(message.severity()).isEqualTo(Severity.NOTICE);
        assertThat(message.timestamp()).contains(Instant.parse("2003-08-24T12:14:15.000003Z"));
        assertThat(message.process()).isEqualTo("8710");
        assertThat(message.text()).isEqualTo("%% It's time to make the do-nuts.");
    }

    /// Examples 3 and 4: structured data, with and without a text.
    @ParameterizedTest(name = "structured data with the text {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"] An application event log entry... | An application event log entry...
                    <165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"][examplePriority@32473 class="high"] | ''
                    """)
    void theExamplesWithStructuredData(String line, String text) {
        SyslogMessage message = parse(line.strip());
        assertThat(message.text()).isEqualTo(text);
        assertThat(message.data())
                .containsEntry("exampleSDID@32473.iut", "3")
                .containsEntry("exampleSDID@32473.eventSource", "Application")
                .containsEntry("exampleSDID@32473.eventID", "1011");
        assertThat(message.data().containsKey("examplePriority@32473.class"))
                .isEqualTo(text.isEmpty());
    }

    /// RFC 5424 sec. 6.3.3: `"`, `\` and `]` are escaped.
    @Test
    void escapedCharactersInStructuredData() {
        SyslogMessage message = parse("<13>1 - - - - - [x@1 a=\"q\\\"b\\\\c\\]d\\e\"] text");
        assertThat(message.data()).containsExactly(Map.entry("x@1.a", "q\"b\\c]d\\e"));
        assertThat(message.timestamp()).isEmpty();
    }

    /// RFC 3164 sec. 5.4, example 1; the year is that of the arrival, or the one before.
    @ParameterizedTest(name = "{0} has timestamp {1}")
    @CsvSource({
        "Oct 11 22:14:15, 2025-10-11T22:14:15Z",
        "Jan  1 23:59:59, 2026-01-01T23:59:59Z",
        "Jan  3 09:00:00, 2026-01-03T09:00:00Z", // a clock that is a day ahead
        "Dec 31 23:59:59, 2025-12-31T23:59:59Z"
    })
    void theExampleOfRfc3164(String time, Instant expected) {
        SyslogMessage message =
                parse("<34>" + time + " mymachine su: 'su root' failed for lonvick on /dev/pts/8");
        assertThat(message.form()).isEqualTo(SyslogMessage.Form.RFC3164);
        assertThat(message.timestamp()).contains(expected);
        assertThat(message.host()).isEqualTo("mymachine");
        assertThat(message.application()).isEqualTo("su");
        assertThat(message.text()).isEqualTo("'su root' failed for lonvick on /dev/pts/8");
    }

    @Test
    void aTagMayNameItsProcess() {
        SyslogMessage message =
                parse("<30>Oct  9 22:33:20 hlfedora auditd[1787]: The audit daemon");
        assertThat(message.application()).isEqualTo("auditd");
        assertThat(message.process()).isEqualTo("1787");
        assertThat(message.text()).isEqualTo("The audit daemon");
    }

    /// Cisco's form: sequence number, clock mark, milliseconds and zone are each optional.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <189>Nov 11 2025 10:01:02: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down    | LINK-3-UPDOWN | 2025-11-11T10:01:02Z
                    <187>45: *Mar  1 00:01:02.123: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down | LINK-3-UPDOWN |
                    <189>46: Dec 30 10:01:02.123 UTC: %SYS-5-CONFIG_I: Configured from console           | SYS-5-CONFIG_I | 2025-12-30T10:01:02Z
                    <189>123: sw1: .Mar  1 00:01:02 CET: %OSPF-5-ADJCHG: Process 1                       | OSPF-5-ADJCHG |
                    <166>%ASA-6-302013: Built outbound TCP connection                                     | ASA-6-302013 |
                    """)
    void ciscosForm(String line, String mnemonic, Instant expected) {
        SyslogMessage message = parse(line.strip());
        assertThat(message.application()).isEqualTo(mnemonic.strip());
        assertThat(message.timestamp().orElse(null)).isEqualTo(expected);
        assertThat(message.text()).isNotEmpty().doesNotStartWith("%");
    }

    @ParameterizedTest(name = "not a header: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Use the BFG!                               | 1 | NOTICE   | Use the BFG!
                    <0>1990 Oct 22 10:52:01 TZ-6 scapegoat     | 0 | EMERGENCY | 1990 Oct 22 10:52:01 TZ-6 scapegoat
                    <192>1 - - - - - - x                       | 1 | NOTICE   | <192>1 - - - - - - x
                    <13>1 2003-13-11T22:14:15Z h a p m - x     | 1 | NOTICE   | 1 2003-13-11T22:14:15Z h a p m - x
                    <13>1 - h a p m [x@1 a="b] unfinished      | 1 | NOTICE   | 1 - h a p m [x@1 a="b] unfinished
                    """)
    void whatFollowsNoStandardIsAllText(String line, int facility, Severity severity, String text) {
        SyslogMessage message = parse(line.strip());
        assertThat(message.form()).isEqualTo(SyslogMessage.Form.UNFORMATTED);
        assertThat(message.facility()).isEqualTo(facility);
        assertThat(message.severity()).isEqualTo(severity);
        assertThat(message.text()).isEqualTo(text.strip());
    }

    @Test
    void noControlCharacterGetsThrough() {
        SyslogMessage message = parse("<13>1 - h\u0007 a p m - red \u001b[31m alert\r\n\0");
        assertThat(message.text()).isEqualTo("red  [31m alert");
        assertThat(message.host()).isEqualTo("h");
    }

    /// A poor man's fuzzer: every prefix and ten thousand mutations of real lines end in a message.
    @Test
    void whateverTheBytesAreThereIsAMessage() {
        Random random = new Random(5424);
        String[] seeds = {
            "<165>1 2003-10-11T22:14:15.003Z m e - ID47 [x@3 iut=\"3\" e=\"A\\]p\"][y@3 c=\"h\"] text",
            "<187>45: sw1: *Mar  1 00:01:02.123 UTC: %LINK-3-UPDOWN: Interface Gi0/1",
            "<34>Oct 11 22:14:15 mymachine su[1]: 'su root' failed",
            "<189>%" + "A-".repeat(3_000) + "3-X: long",
        };
        for (String seed : seeds) {
            byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
            for (int end = 0; end <= Math.min(bytes.length, 200); end++) {
                assertThat(SyslogParser.parse(bytes, 0, end, NOW)).isNotNull();
            }
            for (int round = 0; round < 2_500; round++) {
                byte[] mutant = bytes.clone();
                for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                }
                assertThat(SyslogParser.parse(mutant, 0, mutant.length, NOW)).isNotNull();
            }
        }
    }

    @Test
    void aLongMessageIsCut() {
        byte[] bytes = ("<13>" + "x".repeat(20_000)).getBytes(StandardCharsets.US_ASCII);
        assertThat(SyslogParser.parse(bytes, 0, bytes.length, NOW).text())
                .hasSize(SyslogParser.BYTES_MAX - 4);
    }
}
