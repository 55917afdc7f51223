package io.segwright.app.cli;

import io.segwright.app.stage.Allocating;
import io.segwright.app.stage.SeenAddresses;
import io.segwright.app.view.Table;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Reclaim;
import io.segwright.inventory.ipam.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright allocate reclaim`: what could be taken back.
@Command(
        name = "reclaim",
        mixinStandardHelpOptions = true,
        description = {
            "Allocations that could be taken back: a tag of theirs names nothing live any more, or none of their addresses was",
            "seen for the time that their pool sets. Takes nothing back: allocate release does. Exit 3 while there are any."
        })
final class AllocateReclaimCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 1_000;

    @Override
    public Integer call() throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    try (Allocating all = Allocating.open(directory, spec.commandLine().getErr())) {
                        Instant now = directory.clock().instant();
                        SeenAddresses seen = SeenAddresses.read(directory, now);
                        spec.commandLine()
                                .getErr()
                                .println(
                                        seen.since().equals(LocalDate.MAX)
                                                ? "nothing was collected yet, so nothing counts as unseen: run segwright collect"
                                                : "addresses are looked for since " + seen.since());
                        List<Reclaim.Candidate> found =
                                all.ask(a -> Reclaim.find(a, all.tags(), seen, now, limit));
                        print(found);
                        return found.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
                    }
                });
    }

    private void print(List<Reclaim.Candidate> found) {
        Table table = new Table("request", "vrf", "block", "service", "vm", "owner", "why");
        for (Reclaim.Candidate candidate : found) {
            Request request = candidate.request();
            Tags tags = request.held().map(Request.Holding::tags).orElse(Tags.NONE);
            table.row(
                    request.id(),
                    request.place().vrf(),
                    request.place().block(),
                    tags.service(),
                    tags.workload(),
                    tags.owner(),
                    String.join("; ", candidate.why()));
        }
        table.print(format.format, spec.commandLine().getOut());
    }
}
