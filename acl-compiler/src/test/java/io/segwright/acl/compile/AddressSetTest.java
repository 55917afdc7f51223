package io.segwright.acl.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.RandomWorld;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.lab.Forall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressSetTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.0.0.0/25 10.0.0.128/25          | 10.0.0.0/24
                    10.0.0.1 10.0.0.2 10.0.0.3         | 10.0.0.1/32 10.0.0.2/31
                    0.0.0.0/1 128.0.0.0/1              | 0.0.0.0/0
                    ::/1 8000::/1 255.255.255.255      | 255.255.255.255/32 ::/0
                    fd00::/64 fd00:0:0:1::/64          | fd00::/63
                    10.0.0.0/8 10.1.0.0/16             | 10.0.0.0/8
                    """)
    void theFewestPrefixesAreGiven(String from, String to) {
        assertThat(AddressSet.of(prefixes(from)).prefixes()).isEqualTo(prefixes(to));
    }

    private static List<Prefix> prefixes(String text) {
        return Stream.of(text.strip().split(" +")).map(Prefix::of).toList();
    }

    @Test
    void setOperationsAgreeWithMembershipOfEachAddress() {
        Forall.check(
                1_000,
                random -> {
                    List<List<Prefix>> both = List.of(new ArrayList<>(), new ArrayList<>());
                    for (int i = random.nextInt(6); i > 0; i--) {
                        both.get(random.nextInt(2)).add(RandomWorld.prefix(random));
                    }
                    return both;
                },
                both -> {
                    List<Prefix> a = both.get(0);
                    List<Prefix> b = both.get(1);
                    AddressSet left = AddressSet.of(a);
                    AddressSet right = AddressSet.of(b);
                    for (int host = 0; host < 512; host++) {
                        IpAddress address =
                                host < 256
                                        ? IpAddress.v4(0x0a000000 | host)
                                        : IpAddress.v6(0xfd00L << 48, host - 256);
                        boolean inA = holds(a, address);
                        boolean inB = holds(b, address);
                        assertThat(holds(left.union(right).prefixes(), address))
                                .isEqualTo(inA || inB);
                        assertThat(holds(left.intersect(right).prefixes(), address))
                                .isEqualTo(inA && inB);
                    }
                });
    }

    private static boolean holds(List<Prefix> prefixes, IpAddress address) {
        return prefixes.stream().anyMatch(p -> p.contains(address));
    }
}
