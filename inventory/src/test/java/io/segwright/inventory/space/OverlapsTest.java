package io.segwright.inventory.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Overlaps.Claimed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverlapsTest {
    private static Claimed claim(String vrf, String block, String holder) {
        try {
            return new Claimed(new Vrf(vrf), Block.parse(block), holder, "test");
        } catch (AddressFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> found(Claimed... claims) {
        return Overlaps.find(List.of(claims), 100).stream()
                .map(o ->
                        o.kind()
                                + " "
                                + o.one().vrf()
                                + " "
                                + o.one().block()
                                + " "
                                + o.other().vrf()
                                + " "
                                + o.other().block())
                .toList();
    }

    @Test
    void nestingIsNoOverlapButTwoHoldersAndCutBlocksAre() {
        assertThat(
                        found(
                                claim("a", "10.0.0.0/8", "net"),
                                claim("a", "10.1.0.0/16", "web"),
                                claim("a", "10.1.0.0/16", "web"),
                                claim("a", "10.2.0.0/16", "web"),
                                claim("a", "10.2.0.0/16", "shop"),
                                claim("a", "10.3.0.9-10.3.0.20", "x"),
                                claim("a", "10.3.0.16/28", "y")))
                .containsExactly(
                        "SAME a 10.2.0.0/16 a 10.2.0.0/16",
                        "PARTIAL a 10.3.0.9-10.3.0.20 a 10.3.0.16/28");
    }

    @Test
    void twoRoutingDomainsAreComparedByTheirOutermostBlocks() {
        assertThat(
                        found(
                                claim("a", "10.0.0.0/8", "net"),
                                claim("a", "10.1.0.0/16", "web"),
                                claim("b", "10.1.0.0/16", "lab"),
                                claim("b", "10.1.2.0/24", "lab"),
                                claim("b", "2001:db8::/32", "lab")))
                .containsExactly("ACROSS a 10.0.0.0/8 b 10.1.0.0/16");
    }

    /// The definition, pair by pair, over random blocks of a small space.
    @Test
    void withinOneRoutingDomainItIsWhatEveryPairSays() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            List<Claimed> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int first = random.nextInt(32);
                int last = first + random.nextInt(32 - first);
                claims.add(claim("a", "10.0.0." + first + "-10.0.0." + last, "h" + i));
            }
            int wanted = 0;
            for (int i = 0; i < claims.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Block a = claims.get(i).block();
                    Block b = claims.get(j).block();
                    boolean nested = !a.equals(b) && (a.contains(b) || b.contains(a));
                    wanted += a.overlaps(b) && !nested ? 1 : 0;
                }
            }
            assertThat(Overlaps.find(claims, 1_000)).as("seed %d", seed).hasSize(wanted);
        }
    }
}
