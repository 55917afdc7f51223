package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.app.view.Table;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Command.AddPool;
import io.segwright.inventory.ipam.Command.RemoveSpace;
import io.segwright.inventory.ipam.PoolPolicy;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Usage;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright allocate pool add|list|remove`.
@Command(
        name = "pool",
        mixinStandardHelpOptions = true,
        description = "The blocks from which allocations are given, each with its policy.")
final class AllocatePoolCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Adds a pool inside an aggregate, another pool or an allocated prefix. What imported lists say is in use in it",
                "is reserved, so that it is not given out again. Tags given here are inherited by all that is allocated in it."
            })
    int add(
            @Mixin ActOptions act,
            @Mixin PolicyOptions policy,
            @Mixin TagOptions tags,
            @Option(
                            names = "--vrf",
                            paramLabel = "NAME",
                            defaultValue = "default",
                            description = "routing domain (default: ${DEFAULT-VALUE})")
                    String vrf,
            @Parameters(index = "0", paramLabel = "NAME") String name,
            @Parameters(index = "1", paramLabel = "PREFIX") String prefix)
            throws CommandFailure {
        Vrf domain = BlockText.vrf(vrf);
        Prefix block = BlockText.prefix(prefix);
        PoolPolicy rules = policy.policy(block.family());
        return act.begin(
                "allocate.pool",
                (_, why) ->
                        new AddPool(
                                name, domain, block, Space.Team.ANYBODY, tags.tags(), rules, why),
                (all, answer) -> {
                    if (answer instanceof Answer.Spaces(Space.Pool pool)) {
                        int adopted = all.adopt(pool, "pool " + name);
                        if (adopted > 0) {
                            act.err().println(adopted + " blocks in use were reserved");
                        }
                    }
                });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Takes a pool back; what was allocated in it goes to the pool around it.")
    int remove(@Mixin ActOptions act, @Parameters(paramLabel = "NAME") String name)
            throws CommandFailure {
        return act.carryOut(
                "allocate.pool",
                (all, why) ->
                        new RemoveSpace(
                                all.ask(a -> a.pool(name).map(Space.Pool::id).orElse(0)), why));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "The pools, how full they are, and what they demand.")
    int list(@Mixin DataOptions data, @Mixin FormatOption format) throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    try (Allocating all = Allocating.open(directory, spec.commandLine().getErr())) {
                        Map<Space.Pool, Usage> pools =
                                all.ask(a -> {
                                    Map<Space.Pool, Usage> found =
                                            new TreeMap<>(Comparator.comparing(Space.Pool::name));
                                    a.pools().forEach(p -> found.put(p, a.usage(p)));
                                    return found;
                                });
                        Table table =
                                new Table(
                                        "pool",
                                        "vrf",
                                        "prefix",
                                        "used",
                                        "inside",
                                        "largest_free",
                                        "team",
                                        "required",
                                        "approval",
                                        "quarantine",
                                        "lease");
                        pools.forEach((pool, usage) -> row(table, pool, usage));
                        table.print(format.format, spec.commandLine().getOut());
                        return ExitCode.OK;
                    }
                });
    }

    private static void row(Table table, Space.Pool pool, Usage usage) {
        PoolPolicy policy = pool.policy();
        int automatic = policy.approval().automaticFromLength();
        table.row(
                pool.name(),
                pool.place().vrf(),
                pool.prefix(),
                percent(usage),
                usage.children(),
                free(usage),
                pool.team().name(),
                String.join(",", policy.required().stream().sorted().map(TagKind::word).toList()),
                automatic == 0
                        ? "none"
                        : automatic > pool.prefix().family().bits()
                                ? "always"
                                : "larger than /" + automatic,
                policy.limits().quarantine().toDays() + "d",
                policy.limits().leaseMax().isZero()
                        ? ""
                        : policy.limits().leaseMax().toDays() + "d");
    }

    static String percent(Usage usage) {
        return String.format(Locale.ROOT, "%.4g%%", usage.share() * 100);
    }

    static String free(Usage usage) {
        return usage.largestFree() == Usage.NONE_FREE ? "" : "/" + usage.largestFree();
    }

    /// What a pool demands.
    static final class PolicyOptions {
        @Option(
                names = "--require",
                split = ",",
                paramLabel = "TAG",
                defaultValue = "service,subscription,vm,owner",
                description =
                        "tags without which nothing is given out; none for none (default: ${DEFAULT-VALUE})")
        private List<String> required = List.of();

        @Option(
                names = "--approval",
                paramLabel = "WHEN",
                defaultValue = "none",
                description =
                        "none, always, or /N: what is larger than /N waits for a person (default: ${DEFAULT-VALUE})")
        private String approval = "none";

        @Option(
                names = "--approver",
                paramLabel = "WHO",
                description =
                        "who approves, e.g. user:anna; repeatable (default: anybody but who asked)")
        private List<String> approvers = List.of();

        @Option(
                names = "--shortest",
                paramLabel = "/N",
                defaultValue = "/0",
                description = "nothing larger is given")
        private String shortest = "/0";

        @Option(
                names = "--longest",
                paramLabel = "/N",
                defaultValue = "/128",
                description = "nothing smaller")
        private String longest = "/128";

        @Option(
                names = "--lease-max",
                paramLabel = "TIME",
                defaultValue = "0",
                description = "leases only, of at most this; 0: no leases needed")
        private String leaseMax = "0";

        @Option(
                names = "--quarantine",
                paramLabel = "TIME",
                defaultValue = "7d",
                description = "how long addresses rest after a release (default: ${DEFAULT-VALUE})")
        private String quarantine = "7d";

        @Option(
                names = "--reclaim-after",
                paramLabel = "TIME",
                defaultValue = "90d",
                description =
                        "unseen for so long, allocations are listed by reclaim (default: ${DEFAULT-VALUE})")
        private String reclaimAfter = "90d";

        @Option(
                names = "--all-addresses",
                description =
                        "no subnet: network, broadcast and anycast addresses are given out too")
        private boolean allAddresses;

        PoolPolicy policy(IpFamily family) throws CommandFailure {
            EnumSet<TagKind> kinds = EnumSet.noneOf(TagKind.class);
            for (String word : required) {
                if (!word.equals("none")) {
                    kinds.add(kind(word));
                }
            }
            int automatic =
                    switch (approval) {
                        case "none" -> 0;
                        case "always" -> PoolPolicy.Approval.NEVER_AUTOMATIC;
                        default -> BlockText.length("--approval", approval);
                    };
            int longestLength = Math.min(BlockText.length("--longest", longest), family.bits());
            try {
                return new PoolPolicy(
                        kinds,
                        new PoolPolicy.Approval(automatic, Set.copyOf(approvers)),
                        new PoolPolicy.Limits(
                                BlockText.length("--shortest", shortest),
                                longestLength,
                                DurationText.parse("--lease-max", leaseMax),
                                DurationText.parse("--quarantine", quarantine),
                                DurationText.parse("--reclaim-after", reclaimAfter)),
                        allAddresses ? PoolPolicy.Addressing.ALL : PoolPolicy.Addressing.HOSTS);
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage(e);
            }
        }

        private static TagKind kind(String word) throws CommandFailure {
            for (TagKind kind : TagKind.values()) {
                if (kind.word().equals(word.strip())) {
                    return kind;
                }
            }
            throw CommandFailure.usage(
                    "--require "
                            + word
                            + ": want service, subscription, vm, environment, owner or none");
        }
    }
}
