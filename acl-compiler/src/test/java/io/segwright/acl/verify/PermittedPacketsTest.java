package io.segwright.acl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.intent.Grant;
import io.segwright.acl.intent.Intent;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Packet;
import io.segwright.acl.space.BudgetExceededException;
import io.segwright.acl.space.Draws;
import io.segwright.acl.space.PacketClasses;
import io.segwright.acl.space.PacketSet;
import io.segwright.acl.space.PacketSpace;
import io.segwright.inventory.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermittedPacketsTest {
    @Test
    void aListPermitsWhatFirstMatchSays() throws BudgetExceededException {
        int permitted = 0;
        int denied = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            Draws draws = new Draws(seed);
            List<AclLine> lines = draws.lines(1 + draws.below(30));
            PacketSet v4 = new PacketSpace(IpFamily.V4).permittedBy(lines);
            PacketSet v6 = new PacketSpace(IpFamily.V6).permittedBy(lines);
            for (int i = 0; i < 80; i++) {
                Packet packet = draws.packetNear(lines.get(draws.below(lines.size())).match());
                boolean expected = FirstMatch.decide(lines, packet) == Action.PERMIT;
                permitted += expected ? 1 : 0;
                denied += expected ? 0 : 1;
                PacketSet set = packet.family() == IpFamily.V4 ? v4 : v6;
                assertThat(set.contains(packet))
                        .as("seed %s: %s", seed, packet)
                        .isEqualTo(expected);
            }
        }
        assertThat(permitted).as("packets that were permitted").isGreaterThan(10_000);
        assertThat(denied).as("packets that were denied").isGreaterThan(10_000);
    }

    @Test
    void aListPermitsWhatFirstMatchSaysOfEveryClassOfPackets() throws BudgetExceededException {
        for (int seed = 0; seed < 60; seed++) {
            Draws draws = new Draws(seed);
            List<AclLine> lines = draws.lines(1 + draws.below(3));
            List<Match> matches = lines.stream().map(AclLine::match).toList();
            for (IpFamily family : IpFamily.values()) {
                PacketSet set = new PacketSpace(family).permittedBy(lines);
                String which = "seed " + seed;
                new PacketClasses(family, matches)
                        .forEach(p -> {
                            boolean expected = FirstMatch.decide(lines, p) == Action.PERMIT;
                            if (set.contains(p) != expected) {
                                throw new AssertionError(which + ": " + p);
                            }
                        });
            }
        }
    }

    @Test
    void anIntentPermitsWhatItsDefinitionSays() throws BudgetExceededException {
        for (int seed = 0; seed < 400; seed++) {
            Draws draws = new Draws(seed);
            Intent intent = intent(draws);
            PacketSet v4 = Verifier.permittedBy(new PacketSpace(IpFamily.V4), intent);
            PacketSet v6 = Verifier.permittedBy(new PacketSpace(IpFamily.V6), intent);
            for (int i = 0; i < 60; i++) {
                Match match = intent.grants().get(draws.below(intent.grants().size())).match();
                Packet packet = draws.packetNear(match);
                PacketSet set = packet.family() == IpFamily.V4 ? v4 : v6;
                assertThat(set.contains(packet))
                        .as("seed %s: %s", seed, packet)
                        .isEqualTo(IntentCheck.permits(intent, packet));
            }
        }
    }

    private static Intent intent(Draws draws) {
        List<Grant> grants = new ArrayList<>();
        List<Match> exclusions = new ArrayList<>();
        for (int i = 0; i <= draws.below(12); i++) {
            grants.add(new Grant(draws.match(), "grant " + i));
        }
        for (int i = draws.below(4); i > 0; i--) {
            exclusions.add(draws.match());
        }
        return new Intent(grants, exclusions);
    }
}
