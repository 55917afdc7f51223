package io.segwright.app.cli;

import io.segwright.app.config.Caller;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.view.Table;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.rotator.audit.AuditPaths;
import io.segwright.rotator.audit.AuditPublicKey;
import io.segwright.rotator.audit.AuditReader;
import io.segwright.rotator.audit.AuditVerdict;
import io.segwright.rotator.audit.AuditVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright audit log verify|show|adopt`.
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description =
                "The tamper-evident log of every change of truth. Records are kept for at least 731 days; nothing deletes one.")
final class AuditLogCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Checks a log, offline and without its encryption key. Exit 0 intact, 1 broken.")
    int verify(
            @Parameters(
                            paramLabel = "FILE",
                            description = "the log, e.g. segwright-data/audit/audit.jsonl")
                    Path file,
            @Option(
                            names = "--anchor",
                            paramLabel = "FILE",
                            description = "where checkpoints were copied to: shows a cut tail")
                    @Nullable Path anchor,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description = "the .pub file: shows a chain that was rewritten")
                    @Nullable Path key,
            @Option(
                            names = "--head",
                            paramLabel = "HEX",
                            description = "a head noted earlier: must still be in the chain")
                    @Nullable String head,
            @Mixin FormatOption format)
            throws CommandFailure {
        if (!Files.isReadable(file)) {
            throw CommandFailure.badInput(
                    file
                            + " cannot be read: want an audit log, e.g. segwright-data/audit/audit.jsonl");
        }
        if (head != null && !head.matches("[0-9a-f]{64}")) {
            throw CommandFailure.usage("--head '" + head + "': want 64 hex digits");
        }
        try {
            Optional<AuditPublicKey> publicKey =
                    key == null ? Optional.empty() : Optional.of(AuditPublicKey.read(key));
            AuditVerdict verdict =
                    AuditVerifier.verify(
                            file,
                            Optional.ofNullable(anchor),
                            publicKey,
                            Optional.ofNullable(head));
            print(verdict, file, format, spec.commandLine().getOut());
            return switch (verdict) {
                case AuditVerdict.Intact _ -> ExitCode.OK;
                case AuditVerdict.Broken _ -> ExitCode.FAILED;
            };
        } catch (AuditUnavailableException e) {
            throw CommandFailure.badInput(e);
        } catch (IOException e) {
            throw CommandFailure.badInput("cannot read: " + e.getMessage());
        }
    }

    private static void print(
            AuditVerdict verdict, Path file, FormatOption format, PrintWriter out) {
        switch (format.format) {
            case TABLE, CSV -> out.println(file + ": " + verdict.message());
            case JSON, JSONL -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("intact", verdict instanceof AuditVerdict.Intact);
                object.put("records", verdict.tally().records());
                object.put("events", verdict.tally().events());
                object.put("checkpoints", verdict.tally().checkpoints());
                object.put("unsigned", verdict.tally().unsigned());
                object.put("anchored", verdict.tally().anchored());
                object.put("head", verdict.tally().head());
                object.put("message", verdict.message());
                out.println(Table.json(object));
            }
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints the events. Reading is itself recorded.")
    int show(@Mixin DataOptions data, @Mixin FormatOption format) throws CommandFailure {
        Table table =
                new Table("sequence", "at", "actor", "action", "subject", "reason", "details");
        try (DataDirectory directory = DataDirectory.openAudit(data.directory)) {
            AuditPaths paths = directory.auditPaths();
            AuditReader.read(
                    paths.log(),
                    paths.payloadKey(),
                    directory.audit(),
                    Caller.name(),
                    "segwright audit log show",
                    entry ->
                            table.row(
                                    entry.sequence(),
                                    entry.event().at(),
                                    entry.event().actor(),
                                    entry.event().action(),
                                    entry.event().subject(),
                                    entry.event().reason(),
                                    entry.event().sortedDetails()));
        } catch (AuditUnavailableException e) {
            throw CommandFailure.unavailable(e);
        } catch (IOException e) {
            throw CommandFailure.unavailable("the audit log cannot be read: " + e.getMessage());
        }
        table.print(format.format, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    @Command(
            name = "adopt",
            mixinStandardHelpOptions = true,
            description = {
                "Accepts what is on the disk after a loss, on your word: a damaged log is set aside, never deleted.",
                "Use it only after you know why the log was refused."
            })
    int adopt(
            @Mixin DataOptions data,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why, e.g. a ticket")
                    String reason)
            throws CommandFailure {
        try {
            String head = DataDirectory.adoptLog(data.directory, reason);
            spec.commandLine()
                    .getOut()
                    .println(
                            "adopted "
                                    + DataDirectory.auditPaths(data.directory).log()
                                    + ", head "
                                    + head);
        } catch (AuditUnavailableException e) {
            throw CommandFailure.unavailable(e);
        }
        return ExitCode.OK;
    }
}
