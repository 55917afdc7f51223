package io.segwright.lab.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.estate.Estate;
import io.segwright.lab.estate.EstateSpec;
import io.segwright.lab.estate.ExporterPlan;
import io.segwright.lab.estate.PlannedFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// nfcapd and nfdump as the independent readers of what exporters send.
@Tag("lab")
class NfdumpTest {
    private static final Path NFCAPD = Path.of("/usr/bin/nfcapd");
    private static final int PORT = 17_170;

    @TempDir private Path folder;

    @Test
    void nfdumpReadsEveryRecordBack() throws IOException, InterruptedException {
        boolean installed = Files.isExecutable(NFCAPD);
        if (!installed) {
            System.err.println("SKIPPED NfdumpTest: " + NFCAPD + " is missing; install nfdump");
        }
        Assumptions.assumeTrue(installed, NFCAPD + " is missing; install nfdump");
        Estate estate = Estate.generate(EstateSpec.demo().withConversations(600));
        Process capture =
                new ProcessBuilder(
                                NFCAPD.toString(),
                                "-b",
                                "127.0.0.1",
                                "-p",
                                Integer.toString(PORT),
                                "-B",
                                "4000000",
                                "-w",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolveSibling("nfcapd.log").toFile())
                        .start();
        try {
            awaitListener();
            sendAll(estate);
        } finally {
            capture.destroy(); // nfcapd writes its file when it is asked to end
            assertThat(capture.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        List<String> rows = dump();
        assertThat(rows).hasSize(estate.plannedFlows());
        List<String> wanted =
                estate.exporters().stream()
                        .flatMap(plan -> plan.flows().stream().map(f -> row(f.flow())))
                        .sorted()
                        .toList();
        assertThat(rows).isEqualTo(wanted);
    }

    private static void awaitListener() throws IOException {
        String port = ":%04X ".formatted(PORT);
        while (!Files.readString(Path.of("/proc/net/udp")).contains(port)) {
            Thread.onSpinWait();
        }
    }

    private static void sendAll(Estate estate) throws IOException {
        InetSocketAddress collector =
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), PORT);
        for (ExporterPlan plan : estate.exporters()) {
            InetAddress source = InetAddress.ofLiteral(plan.address());
            try (FlowExporter exporter =
                    FlowExporter.open(
                            source, plan.protocol(), plan.domain(), 1, InstantSource.system())) {
                exporter.send(
                        collector, plan.flows().stream().map(PlannedFlow::flow).toList(), 500);
            }
        }
    }

    private static String row(ExportedFlow flow) {
        boolean icmp = flow.protocol() == 1 || flow.protocol() == 58;
        int port = icmp ? 0 : flow.destinationPort();
        return String.join(
                " ",
                flow.source().getHostAddress(),
                flow.destination().getHostAddress(),
                Integer.toString(flow.protocol()),
                Integer.toString(flow.sourcePort()),
                Integer.toString(port),
                Long.toString(flow.packets()),
                Long.toString(flow.bytes()),
                Integer.toString(flow.ingressInterface()));
    }

    /// One line a record, in the form of [#row].
    private List<String> dump() throws IOException, InterruptedException {
        Path out = folder.resolveSibling("nfdump.txt");
        Process process =
                new ProcessBuilder(
                                "/usr/bin/nfdump",
                                "-R",
                                folder.toString(),
                                "-N",
                                "-q",
                                "-6",
                                "-o",
                                "fmt:%sa|%da|%pr|%sp|%dp|%pkt|%byt|%in")
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Stream<String> lines = Files.lines(out, StandardCharsets.UTF_8)) {
            return lines.filter(l -> l.contains("|")).map(NfdumpTest::normal).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new IOException(out + " is no text", e);
        }
    }

    private static String normal(String line) {
        String[] cells = line.split("\\|", -1);
        String protocol =
                switch (cells[2].strip()) {
                    case "TCP" -> "6";
                    case "UDP" -> "17";
                    case "ICMP" -> "1";
                    case "ICMP6" -> "58";
                    default -> cells[2].strip();
                };
        boolean icmp = protocol.equals("1") || protocol.equals("58");
        return String.join(
                " ",
                InetAddress.ofLiteral(cells[0].strip()).getHostAddress(),
                InetAddress.ofLiteral(cells[1].strip()).getHostAddress(),
                protocol,
                cells[3].strip(),
                icmp ? "0" : cells[4].strip(),
                cells[5].strip(),
                cells[6].strip(),
                cells[7].strip());
    }
}
