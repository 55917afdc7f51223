package io.segwright.inventory.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.space.NaiveSpace.Item;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTreeTest {
    private static final int SEEDS = 60; // a kind of space
    private static final int STEPS = 40;

    /// 6 bits at the end, in the middle of an IPv6 address over the border of its halves, and all of a small /0.
    @ParameterizedTest(name = "{0}: the tree answers as the list does")
    @ValueSource(
            strings = {"10.1.2.64/26", "2001:db8::40/122", "2001:db8::/61", "2001:db8:7:8::/64"})
    void theTreeAnswersAsTheListDoes(String text) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Walk walk = new Walk(Prefix.of(text), seed);
            for (int step = 0; step < STEPS; step++) {
                walk.step();
            }
        }
    }

    /// Random changes of a tree and of the list that defines it, with every answer compared after each.
    private static final class Walk {
        private static final int DEPTH = 6; // levels below the root that are used

        private final Prefix root;
        private final Random random;
        private final SpaceTree tree;
        private final NaiveSpace naive = new NaiveSpace();
        private final String name;
        private int nextId = 1;

        Walk(Prefix root, int seed) {
            this.root = root;
            this.random = new Random(seed);
            this.tree = new SpaceTree(root.family());
            this.name = root + ", seed " + seed;
            add(root);
        }

        private void add(Prefix prefix) {
            tree.add(prefix, nextId);
            naive.add(prefix, nextId);
            nextId++;
        }

        private Prefix prefix() {
            int length = root.length() + random.nextInt(DEPTH + 1);
            int spare = root.family().bits() - length;
            BigInteger at =
                    new BigInteger(1, root.network().bytes())
                            .add(
                                    BigInteger.valueOf(
                                                    random.nextInt(1 << (length - root.length())))
                                            .shiftLeft(spare));
            return new Prefix(Addresses.of(root.family(), at), length);
        }

        void step() {
            List<Item> items = naive.items();
            if (random.nextInt(3) == 0 && items.size() > 1) {
                Item item = items.get(1 + random.nextInt(items.size() - 1));
                naive.remove(item);
                tree.remove(item.prefix(), item.id());
            } else {
                Prefix prefix = prefix();
                if (random.nextInt(4) == 0 || naive.covering(prefix).size() < 3) {
                    add(prefix);
                }
            }
            Item container = items.get(random.nextInt(items.size()));
            compareContainer(container, new Placed(container.prefix(), container.id()));
            Prefix asked = prefix();
            assertThat(tree.covering(asked))
                    .as(name)
                    .extracting(Placed::item)
                    .containsExactlyElementsOf(
                            naive.covering(asked).stream().map(Item::id).toList());
            assertThat(tree.isAnyWithin(asked)).as(name).isEqualTo(!naive.within(asked).isEmpty());
            assertThat(pages(asked, 1 + random.nextInt(4)))
                    .as(name)
                    .containsExactlyElementsOf(naive.within(asked).stream().map(Item::id).toList());
        }

        private void compareContainer(Item container, Placed placed) {
            List<Item> children = naive.children(container);
            assertThat(tree.inside(placed, null, Depth.CHILDREN, 1_000))
                    .as(name)
                    .extracting(Placed::item)
                    .containsExactlyElementsOf(children.stream().map(Item::id).toList());
            Usage usage = tree.usage(placed);
            double used = 0;
            for (Item child : children) {
                used += Math.scalb(1.0, root.family().bits() - child.prefix().length());
            }
            assertThat(usage.used()).as(name).isEqualTo(used);
            assertThat(usage.children()).as(name).isEqualTo(children.size());
            int largest = Usage.NONE_FREE;
            for (int length = root.length() + DEPTH;
                    length >= container.prefix().length();
                    length--) {
                BigInteger from = new BigInteger(1, prefix().network().bytes());
                Optional<Prefix> expected = naive.lowestFree(container, length, from);
                assertThat(tree.lowestFree(placed, length, Addresses.of(root.family(), from)))
                        .as("%s: /%d in %s from %s", name, length, container, from)
                        .isEqualTo(expected);
                if (naive.lowestFree(container, length, BigInteger.ZERO).isPresent()) {
                    largest = length;
                }
            }
            assertThat(usage.largestFree()).as(name).isEqualTo(largest);
            Prefix asked = prefix();
            if (container.prefix().contains(asked)) {
                assertThat(tree.isFree(placed, asked))
                        .as(name)
                        .isEqualTo(naive.isFree(container, asked));
            }
        }

        private List<Integer> pages(Prefix within, int limit) {
            List<Integer> ids = new ArrayList<>();
            Placed after = null;
            while (true) {
                List<Placed> page = tree.page(within, after, Depth.ALL, limit);
                page.forEach(p -> ids.add(p.item()));
                if (page.size() < limit) {
                    return ids;
                }
                after = page.getLast();
            }
        }
    }

    @Test
    void theCostOfTheNextFreeDoesNotGrowWithWhatIsTaken() {
        for (int taken : List.of(1_000, 10_000, 100_000, 1_000_000)) {
            assertThat(visitsOfTheNext(taken)).as("visits at %d", taken).isLessThan(2 * 64);
        }
    }

    /// Nodes visited for one more in an IPv6 /32 of which the lowest `taken` /64 are gone but one in the middle.
    private static long visitsOfTheNext(int taken) {
        SpaceTree tree = new SpaceTree(IpFamily.V6);
        Placed pool = new Placed(Prefix.of("2001:db8::/32"), Integer.MAX_VALUE);
        tree.add(pool.prefix(), pool.item());
        long first = pool.prefix().network().high();
        for (int i = 0; i < taken; i++) {
            tree.add(new Prefix(IpAddress.v6(first + i, 0), 64), i + 1);
        }
        Prefix middle = new Prefix(IpAddress.v6(first + taken / 2, 0), 64);
        tree.remove(middle, taken / 2 + 1);
        long before = tree.visits();
        assertThat(tree.lowestFree(pool, 64, pool.prefix().network())).contains(middle);
        assertThat(tree.usage(pool).children()).isEqualTo(taken - 1);
        return tree.visits() - before;
    }

    @Test
    void aContainerOverTenThousandChildrenMovesNoneOfThem() {
        SpaceTree tree = new SpaceTree(IpFamily.V4);
        Placed pool = new Placed(Prefix.of("10.0.0.0/8"), 1);
        tree.add(pool.prefix(), pool.item());
        for (int i = 0; i < 10_000; i++) {
            tree.add(IpAddress.v4(0x0a010000 + i).asPrefix(), i + 10);
        }
        long before = tree.visits();
        Placed between = new Placed(Prefix.of("10.1.0.0/16"), 2);
        tree.add(between.prefix(), between.item());
        assertThat(tree.visits() - before).isLessThan(64);
        assertThat(tree.usage(pool).children()).isEqualTo(1);
        assertThat(tree.usage(between).children()).isEqualTo(10_000);
        tree.remove(between.prefix(), between.item());
        assertThat(tree.usage(pool).children()).isEqualTo(10_000);
    }

    @Test
    void whatIsNotThereCannotBeRemoved() {
        SpaceTree tree = new SpaceTree(IpFamily.V4);
        tree.add(Prefix.of("10.0.0.0/8"), 1);
        assertThatThrownBy(() -> tree.remove(Prefix.of("10.0.0.0/8"), 2))
                .hasMessage("10.0.0.0/8 holds no item 2");
        assertThatThrownBy(() -> tree.remove(Prefix.of("11.0.0.0/8"), 1))
                .hasMessage("11.0.0.0/8 holds no item 1");
    }
}
