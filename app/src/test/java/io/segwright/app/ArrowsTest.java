package io.segwright.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows of docs/ARCHITECTURE.md: which room may import which, and which library belongs to which room.
class ArrowsTest {
    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.segwright");

    private static final List<String> ROOMS =
            List.of("inventory", "graph", "acl", "collectors", "rotator", "app", "lab");

    /// Room to the rooms that it may import. Bench is not on this class path; Maven alone holds its arrows.
    private static final Map<String, List<String>> MAY_IMPORT =
            Map.of(
                    "inventory", List.of(),
                    "graph", List.of("inventory"),
                    "acl", List.of("inventory"),
                    "collectors", List.of("inventory"),
                    "rotator", List.of("inventory"),
                    "lab", List.of(),
                    "app", ROOMS);

    /// Library to the only rooms that may call it.
    private static final Map<String, List<String>> LIBRARY_OWNERS =
            Map.ofEntries(
                    Map.entry("inet.ipaddr", List.of("io.segwright.inventory.net")),
                    Map.entry("org.janusgraph", List.of("io.segwright.graph")),
                    Map.entry("org.apache.tinkerpop", List.of("io.segwright.graph")),
                    Map.entry("org.apache.commons.compress", List.of("io.segwright.lab.replay")),
                    Map.entry(
                            "org.tukaani",
                            List.of("io.segwright.lab.replay", "io.segwright.collectors.imports")),
                    Map.entry("io.netty", List.of("io.segwright.collectors")),
                    Map.entry("org.snmp4j", List.of("io.segwright.collectors")),
                    Map.entry("org.bouncycastle", List.of("io.segwright.rotator")),
                    // Each of the two reads YAML into a tree of its own: policy keeps only texts,
                    // imports know
                    // what is absent, and the rooms share nothing but inventory's values.
                    Map.entry(
                            "org.snakeyaml",
                            List.of("io.segwright.acl.yaml", "io.segwright.collectors.imports")),
                    Map.entry(
                            "com.fasterxml.jackson",
                            List.of(
                                    "io.segwright.collectors.imports",
                                    "io.segwright.rotator",
                                    "io.segwright.app")),
                    Map.entry(
                            "de.siegmar.fastcsv",
                            List.of("io.segwright.collectors.imports", "io.segwright.app")),
                    Map.entry("picocli", List.of("io.segwright.app")),
                    Map.entry("me.tongfei", List.of("io.segwright.app")),
                    Map.entry("ch.qos.logback", List.of("io.segwright.app")));

    @ParameterizedTest(name = "{0} imports only the rooms below it")
    @ValueSource(strings = {"inventory", "graph", "acl", "collectors", "rotator", "lab"})
    void roomsImportOnlyWhatIsBelowThem(String room) {
        for (String other : ROOMS) {
            if (other.equals(room) || MAY_IMPORT.getOrDefault(room, List.of()).contains(other)) {
                continue;
            }
            noClasses()
                    .that()
                    .resideInAPackage("io.segwright." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.segwright." + other + "..")
                    .because(
                            "the rooms meet in inventory's values and app hands things over: move the shared value"
                                    + " to inventory, or the call to app")
                    .check(PRODUCT);
        }
    }

    /// The product must not lean on its fake devices. Two packages are about them: the demo, which shows the whole path
    /// on a generated estate, and `labtools`, whose commands are the lab with a command line.
    @Test
    void onlyTheDemoAndTheLabsOwnCommandsUseTheLab() {
        noClasses()
                .that()
                .resideInAPackage("io.segwright.app..")
                .and()
                .resideOutsideOfPackages("io.segwright.app.demo..", "io.segwright.app.labtools..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.segwright.lab..")
                .because(
                        "what ships must run on real devices alone: move the call to labtools or the demo")
                .check(PRODUCT);
    }

    @Test
    void eachLibraryStaysInItsRoom() {
        LIBRARY_OWNERS.forEach((library, owners) ->
                noClasses()
                        .that(resideOutside(owners))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library + "..")
                        .because(
                                "only "
                                        + owners
                                        + " may call "
                                        + library
                                        + ": ask that room instead")
                        .check(PRODUCT));
    }

    private static DescribedPredicate<JavaClass> resideOutside(List<String> packages) {
        return DescribedPredicate.describe(
                "reside outside of " + packages,
                c ->
                        packages.stream()
                                .noneMatch(p ->
                                        c.getPackageName().equals(p)
                                                || c.getPackageName().startsWith(p + ".")));
    }

    /// The intent is read from the policy, by code that shares nothing with the compiler; all else is values.
    @Test
    void theSetEngineAndTheVerifierUseNothingButTheJdk() {
        List<String> proof = List.of("space", "verify", "list");
        onlyUse(
                proof,
                "io\\.segwright\\.acl\\.((space|verify|list)\\..*|intent\\.(Intent|Grant)([$].*)?)",
                "a proof must not rest on the compiler, the parser or a library");
        onlyUse(
                List.of("intent"),
                "io\\.segwright\\.acl\\.(space|verify|list|intent|policy)\\..*",
                "what is proved must be read from the policy without the compiler");
    }

    /// @param own classes by full name that they may use beside the JDK and inventory's values
    private static void onlyUse(List<String> packages, String own, String why) {
        String[] patterns =
                packages.stream().map(p -> "io.segwright.acl." + p + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(patterns)
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are neither the JDK's nor plain values",
                                (JavaClass c) -> isForeign(c.getBaseComponentType(), own)))
                .because(why)
                .check(PRODUCT);
    }

    private static boolean isForeign(JavaClass used, String own) {
        String name = used.getFullName();
        return !used.isPrimitive()
                && !name.startsWith("java.")
                && !name.startsWith("org.jspecify.")
                && !name.startsWith("io.segwright.inventory.")
                && !name.matches(own);
    }

    @ParameterizedTest(name = "{0} has no package cycles")
    @ValueSource(strings = {"inventory", "graph", "acl", "collectors", "rotator", "app", "lab"})
    void packagesHaveNoCycles(String room) {
        slices().matching("io.segwright." + room + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void collectorsNeverSendASet() {
        noClasses()
                .that()
                .resideInAPackage("io.segwright.collectors..")
                .should()
                .accessField("org.snmp4j.PDU", "SET")
                .because("collectors observe; only device-rotator changes a device")
                .check(PRODUCT);
    }
}
