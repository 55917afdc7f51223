package io.segwright.collectors.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.SystemFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.smi.OID;

class InquiryTest {
    private static SystemFacts system(String objectId, String description) {
        return new SystemFacts("sw1", description, objectId, "Basel", "noc@example.net", 6);
    }

    private static Inquiry inquiry(String objectId, String description) {
        return Understanding.shipped().inquiry(system(objectId, description));
    }

    private static List<AttributeFact> facts(String objectId, String description) {
        return inquiry(objectId, description).facts(Map.of(), List.of());
    }

    private static AttributeFact first(List<AttributeFact> facts, Attribute attribute) {
        return facts.stream().filter(f -> f.attribute() == attribute).findFirst().orElseThrow();
    }

    @Test
    void sysObjectIdNamesTheVendorAndTheSystem() {
        List<AttributeFact> facts = facts("1.3.6.1.4.1.2636.1.1.1.2.29", "a router");
        AttributeFact vendor = first(facts, Attribute.VENDOR);
        assertThat(vendor.value()).isEqualTo("Juniper");
        assertThat(vendor.evidence()).isEqualTo("sysObjectID 1.3.6.1.4.1.2636.1.1.1.2.29");
        assertThat(first(facts, Attribute.OS).value()).isEqualTo("Junos");
        assertThat(first(facts, Attribute.NAME).evidence())
                .isEqualTo("sysName (1.3.6.1.2.1.1.5.0)");
        assertThat(first(facts, Attribute.LOCATION).value()).isEqualTo("Basel");
        assertThat(first(facts, Attribute.CONTACT).value()).isEqualTo("noc@example.net");
    }

    @Test
    void theVendorsOwnObjectIsTrustedMoreThanWords() {
        Inquiry inquiry =
                inquiry("1.3.6.1.4.1.318.1.3.27", "APC Web/SNMP Management Card (MN:AP9631 SN: 1)");
        OID serial = new OID("1.3.6.1.4.1.318.1.1.1.1.2.3.0");
        assertThat(inquiry.scalars()).contains(serial);
        List<AttributeFact> facts = inquiry.facts(Map.of(serial, "as1234567890"), List.of());
        AttributeFact fact = first(facts, Attribute.SERIAL);
        assertThat(fact.value()).isEqualTo("AS1234567890");
        assertThat(fact.confidencePercent()).isEqualTo(90);
        assertThat(fact.evidence())
                .isEqualTo("upsAdvIdentSerialNumber.0 (1.3.6.1.4.1.318.1.1.1.1.2.3.0)");
        assertThat(first(facts, Attribute.MODEL).value()).isEqualTo("AP9631");
    }

    @Test
    void theFirstRowOfAColumnThatSaysSomethingCounts() {
        Inquiry inquiry = inquiry("1.3.6.1.4.1.1718.3", "Sentry Smart CDU");
        String column = "1.3.6.1.4.1.1718.3.2.1.1.6";
        assertThat(inquiry.columns()).contains(new OID(column));
        List<AttributeFact> facts =
                inquiry.facts(
                        Map.of(
                                new OID(column + ".1"), "N/A",
                                new OID(column + ".2"), "KAXV1234567",
                                new OID(column + ".3"), "KAXV7654321"),
                        List.of());
        assertThat(first(facts, Attribute.SERIAL).evidence())
                .isEqualTo("towerProductSN.2 (1.3.6.1.4.1.1718.3.2.1.1.6.2)");
    }

    @Test
    void anObjectMayTellWhichRowOfATableIsMeant() {
        Inquiry inquiry = inquiry("1.3.6.1.4.1.6527.1.3.17", "TiMOS-C-23.10.R3 cpm");
        OID type = new OID("1.3.6.1.4.1.6527.3.1.2.2.1.3.1.4.1");
        assertThat(inquiry.scalars()).contains(type);
        OID name = new OID("1.3.6.1.4.1.6527.3.1.2.2.1.6.1.2.45");
        assertThat(inquiry.keyed(Map.of(type, "45"))).containsExactly(name);
        assertThat(inquiry.keyed(Map.of(type, "no number"))).isEmpty();
        List<AttributeFact> facts =
                inquiry.facts(Map.of(type, "45", name, "7250 IXR-s"), List.of());
        assertThat(first(facts, Attribute.MODEL).evidence())
                .isEqualTo("tmnxChassisTypeName.45 (" + name + ")");
    }

    @Test
    void aTableBesideEntityMibIsReadAtTheMainChassis() {
        Inquiry inquiry = inquiry("1.3.6.1.4.1.25506.1.921", "H3C Comware Platform Software");
        assertThat(inquiry.keyed(Map.of())).isEmpty();
        OID serial = new OID("1.3.6.1.4.1.25506.2.6.1.2.1.1.2.3");
        assertThat(inquiry.withChassis(3).keyed(Map.of())).containsExactly(serial);
    }

    @Test
    void aMakersOtherSpellingsAreTheSameMaker() {
        assertThat(Vendors.shipped().canonical("Cisco Systems, Inc.")).isEqualTo("Cisco");
        assertThat(Vendors.shipped().canonical("Hewlett-Packard")).isEqualTo("HP");
        assertThat(Vendors.shipped().canonical("Ciscozilla")).isEqualTo("Ciscozilla");
    }

    @Test
    void someVendorsPutTheirObjectsBelowEachModelsIdentifier() {
        assertThat(inquiry("1.3.6.1.4.1.8691.7.142", "EDS").scalars())
                .contains(new OID("1.3.6.1.4.1.8691.7.142.1.78.0"));
        assertThat(inquiry("1.3.6.1.4.1.259.10.1.43.105", "ECS2100-28P").columns())
                .contains(new OID("1.3.6.1.4.1.259.10.1.43.1.1.3.1.10"));
    }

    @Test
    void whereTheAgentSaysNetSnmpTheSubtreesThatItAnswersUnderTell() {
        Inquiry inquiry = inquiry("1.3.6.1.4.1.8072.3.2.10", "Linux nas 3.10.77 #8451 SMP");
        assertThat(inquiry.wantsSubtrees()).isTrue();
        assertThat(Inquiry.best(inquiry.facts(Map.of(), List.of()), Attribute.VENDOR)).isEmpty();
        Inquiry told = inquiry.withSubtrees(Set.of(2021, 8072, 6574));
        OID model = new OID("1.3.6.1.4.1.6574.1.5.1.0");
        assertThat(told.scalars()).contains(model);
        List<AttributeFact> facts = told.facts(Map.of(model, "RS2212RP+"), List.of());
        assertThat(first(facts, Attribute.VENDOR).value()).isEqualTo("Synology");
        assertThat(first(facts, Attribute.VENDOR).evidence())
                .isEqualTo("answers under 1.3.6.1.4.1.6574");
        assertThat(Inquiry.best(facts, Attribute.MODEL)).isEqualTo("RS2212RP+");
        assertThat(told.keyVendor(facts)).isEqualTo("Synology");
        assertThat(inquiry("1.3.6.1.4.1.9.1.1", "Cisco").wantsSubtrees()).isFalse();
    }

    @Test
    void aLineCardsMakerDoesNotChangeTheVendorOfTheKey() {
        List<AttributeFact> facts =
                List.of(new AttributeFact(Attribute.VENDOR, "Acme", 99, "a test"));
        assertThat(inquiry("1.3.6.1.4.1.9.1.1", "x").keyVendor(facts)).isEqualTo("Cisco");
        assertThat(inquiry("1.3.6.1.4.1.8072.3.2.10", "x").keyVendor(facts)).isEqualTo("Acme");
    }

    @ParameterizedTest(name = "{1}: {2} {3}, {4} {5}")
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
1.3.6.1.4.1.9.1.2494 | Cisco IOS Software [Everest], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 16.6.7, RELEASE SOFTWARE (fc2) | Cisco | '' | IOS XE | 16.6.7
1.3.6.1.4.1.9.1.1 | Cisco IOS Software, C3560 Software (C3560-IPSERVICESK9-M), Version 15.0(2)SE11, RELEASE SOFTWARE (fc3) | Cisco | '' | IOS | 15.0(2)SE11
1.3.6.1.4.1.2636.1.1.1.2.90 | Juniper Networks, Inc. mx5-t internet router, kernel JUNOS 19.4R3.11, Build date: 2020 | Juniper | mx5-t | Junos | 19.4R3.11
1.3.6.1.4.1.30065.1.3011.7150.3282.52 | Arista Networks EOS version 4.20.5F running on an Arista Networks DCS-7150S-52-CL | Arista | DCS-7150S-52-CL | EOS | 4.20.5F
1.3.6.1.4.1.14988.1 | RouterOS RB433GL | MikroTik | RB433GL | RouterOS | ''
1.3.6.1.4.1.8072.3.2.10 | Linux web01 5.10.0-21-amd64 #1 SMP Debian | '' | '' | Linux | 5.10.0-21-amd64
'' | | '' | '' | '' | ''
0.0 | ESPHome version 2024.10.1 compiled Oct 23 2024, Board esp01_1m | ESPHome | esp01_1m | ESPHome | 2024.10.1
1.3.6.1.4.1.4413 | EdgeSwitch 24-Port 250W, 1.0.1.4720839, Linux 3.6.5 | Ubiquiti | EdgeSwitch 24-Port 250W | '' | 1.0.1.4720839
""")
    void descriptionsAreUnderstood(
            String objectId,
            String description,
            String vendor,
            String model,
            String os,
            String version) {
        List<AttributeFact> facts = facts(objectId, description == null ? "" : description);
        assertThat(Inquiry.best(facts, Attribute.VENDOR)).isEqualTo(vendor);
        assertThat(Inquiry.best(facts, Attribute.MODEL)).isEqualTo(model);
        assertThat(Inquiry.best(facts, Attribute.OS)).isEqualTo(os);
        assertThat(Inquiry.best(facts, Attribute.VERSION)).isEqualTo(version);
    }

    @Test
    void noValueIsThereTwiceAndTheMostTrustedComesFirst() {
        List<AttributeFact> others =
                List.of(
                        new AttributeFact(Attribute.MODEL, "RB433GL", 10, "somewhere"),
                        new AttributeFact(Attribute.MODEL, "RB433", 99, "elsewhere"),
                        new AttributeFact(Attribute.MODEL, "Chassis", 100, "nowhere"));
        List<AttributeFact> facts =
                inquiry("1.3.6.1.4.1.14988.1", "RouterOS RB433GL").facts(Map.of(), others);
        assertThat(facts.stream().filter(f -> f.attribute() == Attribute.MODEL))
                .extracting(AttributeFact::value)
                .containsExactly("RB433", "RB433GL");
        assertThat(facts)
                .isSortedAccordingTo(java.util.Comparator.comparing(AttributeFact::attribute));
    }

    @Test
    void listsThatAUserGivesNameModelsAndVendors(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("thola-sysObjectID.yaml"),
                "# ios\n.1.3.6.1.4.1.9.1.516: \"C3750\"\nnonsense\n.1.3: \"too short\"\n");
        Files.writeString(
                directory.resolve("iana-pen.tsv"),
                "# x\n9\tciscoSystems\n65000\tAcme Ltd. (acme.example)\n");
        Understanding understanding = Understanding.shipped().with(ReferenceLists.read(directory));
        List<AttributeFact> known =
                understanding
                        .inquiry(system("1.3.6.1.4.1.9.1.516", "x"))
                        .facts(Map.of(), List.of());
        assertThat(first(known, Attribute.MODEL).value()).isEqualTo("C3750");
        assertThat(Inquiry.best(known, Attribute.VENDOR)).isEqualTo("Cisco");
        List<AttributeFact> unknown =
                understanding
                        .inquiry(system("1.3.6.1.4.1.65000.1", "x"))
                        .facts(Map.of(), List.of());
        assertThat(first(unknown, Attribute.VENDOR).value()).isEqualTo("Acme Ltd.");
    }

    @Test
    void noDeviceIsAskedMoreThanTheLimit() {
        Set<Integer> everything = new HashSet<>();
        for (int enterprise = 0; enterprise < 70_000; enterprise++) {
            if (!Vendors.shipped().name(enterprise).isEmpty()) {
                everything.add(enterprise);
                Inquiry one = inquiry("1.3.6.1.4.1." + enterprise + ".1", "x");
                assertThat(one.scalars().size() + one.columns().size())
                        .as("objects of " + enterprise + ": split its lines by subtree")
                        .isLessThanOrEqualTo(Inquiry.OBJECTS_MAX);
            }
        }
        assertThat(everything).hasSizeGreaterThan(300);
        Inquiry all = inquiry("1.3.6.1.4.1.8072.3.2.10", "x").withSubtrees(everything);
        assertThat(all.scalars()).hasSizeLessThanOrEqualTo(Inquiry.OBJECTS_MAX);
        assertThat(all.columns()).hasSizeLessThanOrEqualTo(Inquiry.OBJECTS_MAX);
    }
}
