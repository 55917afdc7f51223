package io.segwright.collectors.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadOnlyTest {
    /// The constant is inlined by the compiler, so the sources are searched: `PDU.SET`, `setType(` with a number, and
    /// SNMP4J's `Snmp.set`.
    @Test
    void noSourceOfTheCollectorsCanSendASet() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("PDU\\s*\\.\\s*SET\\b")
                        .doesNotContainPattern("import static org\\.snmp4j\\.PDU")
                        .doesNotContainPattern("setType\\(\\s*-?\\d")
                        .doesNotContainPattern("import org\\.snmp4j\\.Snmp;");
            }
        }
    }
}
