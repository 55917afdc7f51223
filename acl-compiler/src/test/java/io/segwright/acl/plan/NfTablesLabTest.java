package io.segwright.acl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.BoundaryPackets;
import io.segwright.acl.SmallWorld;
import io.segwright.acl.compile.AclCompiler;
import io.segwright.acl.dialect.BoundList;
import io.segwright.acl.dialect.NfTables;
import io.segwright.acl.dialect.Parsing;
import io.segwright.acl.dialect.RandomLists;
import io.segwright.acl.dialect.Rendering;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Packet;
import io.segwright.inventory.net.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real nft and the real kernel as referees: what is rendered loads, and packets fare as the policy says.
@Tag("lab")
class NfTablesLabTest {
    @TempDir static Path folder;
    private static @Nullable Namespaces lab;

    private static final List<DeviceFile> FILES =
            DeviceFile.of(
                    AclCompiler.compile(
                                    SmallWorld.policy(),
                                    SmallWorld.topology(),
                                    SmallWorld.allocations(),
                                    SmallWorld.NOW)
                            .lists()
                            .stream()
                            .filter(l -> l.point().deviceName().equals("l1"))
                            .toList(),
                    new NfTables());

    private static Namespaces lab() {
        return java.util.Objects.requireNonNull(lab);
    }

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Namespaces.require();
        lab = new Namespaces(folder);
        lab().build();
        lab().listen("r", "22", "8000");
        lab().listen("a", "53", "8000");
        lab().listen("b", "53", "8000", "8099", "8100");
        lab().listen("c", "22", "53", "8000");
        for (DeviceFile file : FILES) {
            lab().load("r", file.name(), text(file));
            lab().load("r", file.name(), text(file)); // a second time: it replaces, not adds
        }
    }

    @AfterAll
    static void remove() throws IOException, InterruptedException {
        if (lab != null) {
            lab.remove();
        }
    }

    private static String text(DeviceFile file) {
        return ((Rendering.Rendered) file.render()).text();
    }

    @ParameterizedTest(name = "{0}: {1} to {2} port {3} is {4}")
    @CsvSource(
            textBlock =
                    """
                    c, 10.9.250.7,  10.10.1.1,   22,   open
                    c, fd00:ff::7,  fd10:1::1,   22,   open
                    c, 10.9.250.7,  10.10.1.1,   8000, closed
                    c, 10.10.2.5,   10.10.1.1,   22,   closed
                    c, fd10:2::5,   fd10:1::1,   22,   closed
                    a, 10.10.1.5,   10.10.1.1,   22,   closed
                    a, fd10:1::5,   fd10:1::1,   22,   closed
                    b, 10.10.1.200, 10.10.1.1,   8000, closed
                    a, 10.10.1.5,   10.10.1.200, 8000, open
                    a, 10.10.1.5,   10.10.1.200, 8099, open
                    a, 10.10.1.5,   10.10.1.200, 8100, closed
                    b, 10.10.1.200, 10.10.1.5,   53,   open
                    b, 10.10.1.200, 10.10.1.5,   8000, closed
                    a, fd10:1::5,   fd10:1::200, 8000, closed
                    a, 10.10.1.5,   10.10.2.5,   8000, open
                    a, fd10:1::5,   fd10:2::5,   8000, open
                    a, 10.10.1.5,   10.10.2.5,   22,   closed
                    b, 10.10.1.200, 10.10.2.5,   8000, closed
                    c, 10.10.2.5,   10.10.1.5,   53,   open
                    c, fd10:2::5,   fd10:1::5,   53,   open
                    c, 10.10.2.5,   10.10.1.5,   8000, closed
                    r, 10.1.11.1,   10.1.11.0,   22,   open
                    """)
    void aConnectionFaresAsThePolicySays(
            String name, String from, String to, int port, String outcome)
            throws IOException, InterruptedException {
        assertThat(lab().connect(name, from, to, port)).isEqualTo(outcome);
    }

    @Test
    void pingsPassBetweenHostsOfOneBridgeAndFromJumpHosts()
            throws IOException, InterruptedException {
        assertThat(lab().in("a", "ping", "-c1", "-W2", "10.10.1.200")).contains("1 received");
        assertThat(lab().in("a", "ping", "-c1", "-W2", "fd10:1::200")).contains("1 received");
        assertThat(lab().in("c", "ping", "-c1", "-W2", "-I", "fd00:ff::7", "fd10:1::200"))
                .contains("1 received");
        assertThat(lab().in("c", "ping", "-c1", "-W2", "-I", "10.9.250.7", "10.10.1.1"))
                .contains("1 received");
    }

    @Test
    void whatTheKernelListsJudgesEveryPacketLikeTheCompiledList()
            throws IOException, InterruptedException {
        for (DeviceFile file : FILES) {
            String listing = lab().in("r", "nft", "list", "table", "inet", table(file));
            if (!file.name().contains("mgmt")) {
                listing += lab().in("r", "nft", "list", "table", "bridge", table(file));
            }
            Parsing parsing = new NfTables().parseListing(file.name(), listing);
            assertThat(parsing).as(listing).isInstanceOf(Parsing.Parsed.class);
            Parsing.Parsed parsed = (Parsing.Parsed) parsing;
            ReadBack back = ReadBack.pair(file.name(), file.lists(), parsed.lists());
            assertThat(back).isInstanceOf(ReadBack.Paired.class);
            ((ReadBack.Paired) back)
                    .pairs()
                    .forEach(p -> judgeAlike(p.compiled().scope(), p.compiled().list(), p.found()));
        }
    }

    @Test
    void anyListLoadsAndIsListedWithTheSameMeaning() throws IOException, InterruptedException {
        for (int seed = 0; seed < 40; seed++) {
            List<BoundList> lists = RandomLists.file(new SplittableRandom(seed), new NfTables());
            String text = ((Rendering.Rendered) new NfTables().render("x", lists)).text();
            lab().in("x", "nft", "flush", "ruleset");
            lab().load("x", "random.nft", text);
            String listing = lab().in("x", "nft", "list", "ruleset");
            Parsing parsing = new NfTables().parseListing("x", listing);
            assertThat(parsing).as(listing).isInstanceOf(Parsing.Parsed.class);
            for (BoundList found : ((Parsing.Parsed) parsing).lists()) {
                BoundList written =
                        lists.stream()
                                .filter(l -> l.list().name().equals(found.list().name()))
                                .findFirst()
                                .orElseThrow();
                judgeAlike(List.of(), written.list(), found.list());
            }
        }
    }

    private static String table(DeviceFile file) {
        return file.name().contains("mgmt") ? "segwright_mgmt" : "segwright_segment";
    }

    private static void judgeAlike(List<Prefix> scope, AccessList written, AccessList found) {
        List<Prefix> prefixes = new ArrayList<>(scope);
        written.lines().forEach(l -> prefixes.addAll(l.match().sources()));
        written.lines().forEach(l -> prefixes.addAll(l.match().destinations()));
        BoundaryPackets packets = new BoundaryPackets(new SplittableRandom(1), prefixes, List.of());
        for (int i = 0; i < 1_000; i++) {
            Packet packet = packets.next();
            assertThat(FirstMatch.decide(found.lines(), packet))
                    .as(packet + " in " + found)
                    .isEqualTo(FirstMatch.decide(written.lines(), packet));
        }
    }
}
