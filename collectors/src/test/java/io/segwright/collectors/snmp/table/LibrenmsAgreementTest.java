package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.collectors.snmp.table.Agreement.Verdict;
import io.segwright.collectors.understand.Inquiry;
import io.segwright.collectors.understand.Serial;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.lab.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every capture, understood, against what LibreNMS makes of it.
@Tag("data")
class LibrenmsAgreementTest {
    private static final Agreement VENDOR = new Agreement("vendor");
    private static final Agreement MODEL = new Agreement("hardware model");
    private static final Agreement SERIAL = new Agreement("serial");
    private static final Agreement SYSTEM = new Agreement("operating system");
    private static final Agreement VERSION = new Agreement("version");
    private static int devices;
    private static final LibrenmsTables TABLES = new LibrenmsTables();
    private static final List<Agreement> ALL =
            Stream.concat(Stream.of(VENDOR, MODEL, SERIAL, SYSTEM, VERSION), TABLES.all().stream())
                    .toList();

    @BeforeAll
    static void compare() throws IOException {
        LibrenmsSet set = LibrenmsSet.open();
        for (Map.Entry<String, JsonNode> device : set.devices()) {
            set.read(device.getKey())
                    .ifPresent(read -> {
                        devices++;
                        attributes(set, device, read);
                        TABLES.compare(device.getKey(), device.getValue(), read);
                    });
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
                    isModel(expected.hardware(), product)
                            && (read.has(expected.hardware())
                                    || read.has(
                                            Agreement.bare(
                                                    expected.hardware(), product.vendors()))));
        }
        if (!expected.serial().isEmpty()) {
            String serial = best(facts, Attribute.SERIAL);
            SERIAL.add(
                    name,
                    expected.serial(),
                    serial,
                    serials(expected.serial(), serial, read.device()),
                    !Serial.normalize(expected.serial()).isEmpty()
                            && read.has(Agreement.padded(expected.serial())));
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

    /// Neither a placeholder nor a version in a model's place.
    private static boolean isModel(String text, LibrenmsSet.Product product) {
        String bare = Agreement.bare(text, product.vendors());
        return !bare.contains("<private>") && !bare.matches("\\d(\\.\\d+)*");
    }

    /// A module's serial that we list, but not as the device's, is a detail.
    private static Verdict serials(String expected, String ours, DevicePolled device) {
        Verdict verdict = Agreement.serials(expected, ours);
        boolean modules =
                device.hardware().stream()
                        .anyMatch(h -> Agreement.serials(expected, h.serial()) == Verdict.EQUAL);
        return verdict == Verdict.DIFFERENT && modules ? Verdict.DETAIL : verdict;
    }

    private static String best(List<AttributeFact> facts, Attribute attribute) {
        return Inquiry.best(facts, attribute);
    }

    private static Verdict equal(boolean same) {
        return same ? Verdict.EQUAL : Verdict.DIFFERENT;
    }

    @Test
    void valuesThatADeviceTellsAreUnderstoodAsLibrenmsUnderstandsThem() {
        assertThat(VENDOR.presentPercent()).as("vendor").isGreaterThanOrEqualTo(99);
        assertThat(MODEL.presentPercent()).as("model").isGreaterThanOrEqualTo(95);
        assertThat(SERIAL.presentPercent()).as("serial").isGreaterThanOrEqualTo(99);
        assertThat(SYSTEM.presentPercent()).as("system").isGreaterThanOrEqualTo(98);
        assertThat(VERSION.presentPercent()).as("version").isGreaterThanOrEqualTo(97);
    }

    @Test
    void interfacesAndAddressesAreTheSame() {
        assertThat(TABLES.interfaces().presentPercent()).isGreaterThanOrEqualTo(99);
        assertThat(TABLES.addressPercent()).isGreaterThanOrEqualTo(99);
    }

    @Test
    void thePublishedPageIsTrueAndExplainsEachDisagreement() throws IOException {
        AgreementPage.Page page = AgreementPage.write(ALL, devices, TABLES.leftOut());
        assertThat(page.unexplained()).as("want a line in librenms-reasons.tsv for each").isEmpty();
        Path root = Path.of(System.getProperty("segwright.root", ".."));
        Golden.assertMatches(root.resolve("docs/librenms-agreement.md"), page.text());
    }
}
