package io.segwright.app.cli;

import io.segwright.acl.policy.Finding;
import io.segwright.acl.policy.Policy;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.stage.ListFiles;
import io.segwright.app.stage.Network;
import io.segwright.app.stage.PlanDirectory;
import io.segwright.app.stage.Planning;
import io.segwright.app.view.Progress;
import io.segwright.app.view.Table;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright plan -out DIR`: every device's access lists, each proved equal to the policy.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Compiles the policy into each device's access lists, proves every one equal to the policy for IPv4 and IPv6,",
            "and writes them with plan.json. What is proved is the text of the files. Nothing is sent to a device."
        })
final class PlanCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            required = true,
            description = "the policy, YAML")
    private Path policyFile = Path.of("policy.yaml");

    @Option(
            names = {"-out", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "where the plan goes; an earlier plan there is replaced")
    private Path out = Path.of("plan");

    @Option(names = "--dry-run", description = "compile and prove, write nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    PrintWriter err = spec.commandLine().getErr();
                    Policy policy = PolicyText.read(policyFile, now, err);
                    Network network = Network.read(directory, times.at(now), times.asOf(now));
                    if (network.topology().nodes().isEmpty()) {
                        throw CommandFailure.unavailable(
                                "the inventory holds no device: run segwright collect first");
                    }
                    requireFree();
                    try (Progress progress = Progress.onStderr()) {
                        return plan(directory, policy, network, progress, err);
                    }
                });
    }

    private void requireFree() throws CommandFailure {
        try {
            PlanDirectory.requireFree(out);
        } catch (IOException e) {
            throw CommandFailure.usage(e);
        }
    }

    private int plan(
            DataDirectory directory,
            Policy policy,
            Network network,
            Progress progress,
            PrintWriter err)
            throws IOException, AuditUnavailableException, CommandFailure {
        progress.begin("compiling", 1);
        ListFiles plan =
                ListFiles.of(
                        policy, network.topology(), network.snapshot().allocations(), network.at());
        progress.done(plan.files().size() + " files");
        plan.findings()
                .forEach(f ->
                        err.println(
                                f.severity().name().toLowerCase(java.util.Locale.ROOT) + ": " + f));
        if (plan.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
            err.println("segwright: no plan: the errors above must be settled first");
            return ExitCode.FINDINGS;
        }
        Path staging = PlanDirectory.staging(out);
        progress.begin("proving", plan.files().size());
        List<String> complaints = new ArrayList<>(Planning.write(staging, plan));
        if (!complaints.isEmpty()) {
            PlanDirectory.discard(staging);
            throw CommandFailure.badInput(complaints);
        }
        Planning.Proofs proofs = Planning.prove(staging, plan, progress::at);
        progress.done(
                proofs.proved()
                        + " of "
                        + proofs.proofs().size()
                        + " lists proved for IPv4 and IPv6");
        if (!proofs.isComplete()) {
            proofs.complaints().forEach(err::println);
            throw CommandFailure.failed(
                    "no plan: "
                            + proofs.complaints().size()
                            + " lists are not proved; the files are in "
                            + staging);
        }
        table(plan, proofs).print(format.format, spec.commandLine().getOut());
        if (dryRun) {
            PlanDirectory.discard(staging);
            err.println("nothing was written (--dry-run)");
            return ExitCode.OK;
        }
        directory.record(
                "plan.write",
                out.toString(),
                "segwright plan",
                Map.of(
                        "policy",
                        String.valueOf(policyFile.getFileName()),
                        "files",
                        Integer.toString(plan.files().size())));
        String hash = PlanDirectory.publish(staging, out, policyFile, plan, proofs);
        err.println(plan.files().size() + " files in " + out + ", plan.json sha256 " + hash);
        return ExitCode.OK;
    }

    private static Table table(ListFiles plan, Planning.Proofs proofs) {
        Table table =
                new Table("file", "device", "dialect", "loadable", "lists", "lines", "proved");
        for (ListFiles.ListFile planned : plan.files()) {
            String name = planned.file().name();
            int lines =
                    planned.file().lists().stream().mapToInt(l -> l.list().lines().size()).sum();
            long proved =
                    proofs.proofs().stream()
                            .filter(p -> p.file().equals(name) && p.isProved())
                            .count();
            table.row(
                    name,
                    planned.file().deviceName(),
                    planned.file().dialect().suffix(),
                    planned.fitness() == ListFiles.Fitness.LOADABLE ? "yes" : "review",
                    planned.file().lists().size(),
                    lines,
                    proved);
        }
        return table;
    }
}
