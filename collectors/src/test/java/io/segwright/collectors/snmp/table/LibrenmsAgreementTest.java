package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.collectors.snmp.table.Agreement.Verdict;
import io.segwright.collectors.understand.Inquiry;
import io.segwright.collectors.understand.Serial;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every capture, understood, against what LibreNMS makes of it.
@Tag("data")
class LibrenmsAgreementTest {
    @TempDir static Path directory;

    private static final Agreement VENDOR = new Agreement("vendor");
    private static final Agreement MODEL = new Agreement("hardware model");
    private static final Agreement SERIAL = new Agreement("serial");
    private static final Agreement SYSTEM = new Agreement("operating system");
    private static final Agreement VERSION = new Agreement("version");
    private static final List<Agreement> ALL = List.of(VENDOR, MODEL, SERIAL, SYSTEM, VERSION);

    @BeforeAll
    static void compare() throws IOException, InterruptedException {
        LibrenmsSet set = LibrenmsSet.open(directory);
        for (Map.Entry<String, JsonNode> device : set.devices()) {
            Path capture = directory.resolve("snmprec").resolve(device.getKey() + ".snmprec");
            if (Files.exists(capture)) {
                set.read(capture).ifPresent(read -> attributes(set, device, read));
            }
        }
    }

    private static void attributes(
            LibrenmsSet set, Map.Entry<String, JsonNode> device, LibrenmsSet.Read read) {
        LibrenmsSet.Expected expected = LibrenmsSet.expected(device.getValue());
        if (expected.os().isEmpty()) {
            return;
        }
        String name = device.getKey();
        LibrenmsSet.Product product = set.product(expected.os());
        List<AttributeFact> facts = read.device().attributes();
        if (!product.vendors().isEmpty()) {
            String vendor = best(facts, Attribute.VENDOR);
            boolean same = product.vendors().stream().anyMatch(vendor::equalsIgnoreCase);
            VENDOR.add(name, String.join("/", product.vendors()), vendor, equal(same), true);
        }
        if (!product.name().isEmpty()) {
            String os = best(facts, Attribute.OS);
            SYSTEM.add(name, product.name(), os, equal(product.name().equalsIgnoreCase(os)), true);
        }
        if (!expected.hardware().isEmpty()) {
            String model = best(facts, Attribute.MODEL);
            MODEL.add(
                    name,
                    expected.hardware(),
                    model,
                    Agreement.models(expected.hardware(), model, product.vendors()),
                    read.has(expected.hardware())
                            || read.has(Agreement.bare(expected.hardware(), product.vendors())));
        }
        if (!expected.serial().isEmpty()) {
            String serial = best(facts, Attribute.SERIAL);
            SERIAL.add(
                    name,
                    expected.serial(),
                    serial,
                    Agreement.serials(expected.serial(), serial),
                    !Serial.normalize(expected.serial()).isEmpty() && read.has(expected.serial()));
        }
        if (!expected.version().isEmpty()) {
            String version = best(facts, Attribute.VERSION);
            VERSION.add(
                    name,
                    expected.version(),
                    version,
                    Agreement.versions(expected.version(), version),
                    read.has(expected.version()));
        }
    }

    private static String best(List<AttributeFact> facts, Attribute attribute) {
        return Inquiry.best(facts, attribute);
    }

    private static Verdict equal(boolean same) {
        return same ? Verdict.EQUAL : Verdict.DIFFERENT;
    }

    static void print() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Agreement each : ALL) {
            text.append(each.row());
        }
        for (Agreement each : ALL) {
            for (Agreement.Difference d : each.differences()) {
                text.append(each.name())
                        .append(d.present() ? " PRESENT " : " absent ")
                        .append(d.capture())
                        .append(" [")
                        .append(d.expected())
                        .append("] ours [")
                        .append(d.ours())
                        .append("]\n");
            }
        }
        Files.writeString(Path.of("/tmp/und/agreement.txt"), text);
    }
}
