package io.segwright.graph.journal;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Ask;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.PoolPolicy;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import io.segwright.inventory.ipam.TagDirectory.State;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.ipam.Wish;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Commands as tests and campaigns give them.
final class Requests {
    static final String ACTOR = "user:anna";
    static final TagDirectory LIVE =
            TagDirectory.of(
                    List.of(
                            new Entry(TagKind.SERVICE, "web", "", State.LIVE),
                            new Entry(TagKind.OWNER, "team-web", "", State.LIVE)));

    private Requests() {}

    static Command aggregate(String prefix) {
        return new Command.AddAggregate(Vrf.DEFAULT, Prefix.of(prefix), "NET-1");
    }

    /// All addresses, no rest after a release.
    static Command pool(String name, String prefix) {
        return pool(name, prefix, Duration.ZERO);
    }

    static Command pool(String name, String prefix, Duration quarantine) {
        return new Command.AddPool(
                name,
                Vrf.DEFAULT,
                Prefix.of(prefix),
                Space.Team.ANYBODY,
                Tags.NONE,
                new PoolPolicy(
                        Set.of(TagKind.SERVICE, TagKind.OWNER),
                        PoolPolicy.Approval.AUTOMATIC,
                        new PoolPolicy.Limits(0, 128, Duration.ZERO, quarantine, Duration.ZERO),
                        PoolPolicy.Addressing.ALL),
                "NET-2");
    }

    static Command address(String pool, String key) {
        return ask(pool, new Ask.NextAddress(), key);
    }

    static Command ask(String pool, Ask ask, String key) {
        return new Command.Allocate(
                new Wish(pool, ask, new Tags("web", "", "", "", "team-web"), Duration.ZERO, key),
                "NET-3");
    }
}
