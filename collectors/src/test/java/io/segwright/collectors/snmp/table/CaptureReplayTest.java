package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every capture of a real device through the table readers, warts and all, in the order of the file. What is made of
/// them is [LibrenmsAgreementTest]'s.
@Tag("data")
class CaptureReplayTest {
    private static final int REQUESTS_MAX = WalkLimits.SHIPPED.devicePdus();
    @TempDir static Path directory;
    private static Path data = Path.of("");

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        data =
                Path.of(
                        System.getProperty(
                                "segwright.data",
                                System.getProperty("segwright.root", "..") + "/../shared/data"));
        Path captures = data.resolve("snmp/librenms-captures.tar.xz");
        if (!Files.exists(captures)) {
            System.err.println(
                    "SKIPPED: no " + captures + "; give the data by -Dsegwright.data=DIR");
        }
        assumeTrue(Files.exists(captures), () -> "no " + captures);
        Process tar =
                new ProcessBuilder("tar", "-xJf", captures.toString(), "-C", directory.toString())
                        .inheritIO()
                        .start();
        assertThat(tar.waitFor()).isZero();
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("snmprec"))) {
            return files.sorted().toList();
        }
    }

    private static Optional<DevicePolled> read(Path capture) throws IOException {
        MemoryAgent agent = new MemoryAgent(Snmprec.parse(capture));
        Walker walker = new Walker(agent, WalkLimits.SHIPPED, System::nanoTime);
        Provenance provenance = new Provenance("snmp", IpAddress.of("192.0.2.1"), Instant.EPOCH);
        try {
            DevicePolled device = DeviceReader.read(walker, provenance, "replay");
            assertThat(walker.requests()).as(capture.toString()).isLessThanOrEqualTo(REQUESTS_MAX);
            return Optional.of(device);
        } catch (SnmpFault fault) {
            // some captures hold no system group at all
            assertThat(fault.kind()).isEqualTo(SnmpFault.Kind.NOT_AUTHORIZED);
            return Optional.empty();
        }
    }

    @Test
    void everyCaptureIsReadWithoutCrashAndWithinTheLimits() throws IOException {
        int read = 0;
        int wholes = 0;
        for (Path capture : captures()) {
            Optional<DevicePolled> device = read(capture);
            read += device.isPresent() ? 1 : 0;
            wholes += device.isPresent() && device.get().incomplete().isEmpty() ? 1 : 0;
            device.ifPresent(
                    d -> assertThat(d.keys().toString()).doesNotContainIgnoringCase("private"));
        }
        assertThat(read).isGreaterThan(950);
        assertThat(wholes).isGreaterThan(900); // the others hold identifiers out of order
    }
}
