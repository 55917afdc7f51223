package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.evidence.EvidenceException;
import io.segwright.app.evidence.FactHashes;
import io.segwright.app.evidence.KpiHistory;
import io.segwright.app.evidence.PackContents;
import io.segwright.app.evidence.PackPublisher;
import io.segwright.app.evidence.PackVerifier;
import io.segwright.app.evidence.PackVerifier.Verified;
import io.segwright.app.evidence.PackWriter;
import io.segwright.app.report.Audited;
import io.segwright.app.report.Auditing;
import io.segwright.app.view.Table;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.telemetry.TelemetryPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright audit pack`: the evidence, to be handed over; and `audit pack verify`.
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = {
            "Writes an evidence pack: the figures, the rows that they are counted from, their history, the gaps, a page with",
            "pictures, and hashes of all of it and of what it rests on. The audit log keeps the pack's name."
        })
final class AuditPackCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private AuditReading reading = new AuditReading();

    @Option(
            names = "--out",
            paramLabel = "DIR|FILE.zip",
            description = "where to; nothing that is there is overwritten")
    private @Nullable Path out; // null: not given

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "segwright audit pack",
            description = "for the audit log")
    private String reason = "segwright audit pack";

    @Override
    public Integer call() throws CommandFailure {
        reading.check();
        if (out == null) {
            throw CommandFailure.usage("want --out DIR or --out FILE.zip");
        }
        Path to = out;
        return Opened.existing(
                reading.data.directory,
                directory -> {
                    try (PackPublisher publisher = PackPublisher.begin(to)) {
                        write(directory, publisher, to);
                        return ExitCode.OK;
                    } catch (FileAlreadyExistsException e) {
                        throw CommandFailure.usage(e);
                    }
                });
    }

    private void write(DataDirectory directory, PackPublisher publisher, Path to)
            throws CommandFailure,
                    IOException,
                    AuditUnavailableException,
                    io.segwright.graph.store.StoreUnavailableException,
                    io.segwright.app.config.ConfigException {
        PrintWriter err = spec.commandLine().getErr();
        Audited audited = reading.read(directory, err);
        KpiHistory history = AuditReading.history(directory.files().kpiHistory());
        String name =
                PackWriter.write(
                        publisher.staging(),
                        new PackContents(
                                audited.at(),
                                audited.asOf(),
                                audited.computedAt(),
                                audited.basis().word(),
                                audited.basis() == Audited.Basis.LATER
                                        ? audited.todays()
                                        : List.of(),
                                audited.rows(),
                                audited.kpis(),
                                audited.gaps(),
                                history),
                        new PackWriter.Origin(
                                "segwright 0.1.0",
                                FactHashes.of(directory, audited),
                                inputs(directory),
                                directory.audit().head()));
        directory.record(
                "audit.pack", String.valueOf(to.getFileName()), reason, Map.of("sha256sums", name));
        publisher.publish();
        spec.commandLine().getOut().println("pack " + name + " in " + to);
        err.println("check it: segwright audit pack verify " + to + " --expect " + name);
    }

    private static List<PackWriter.Input> inputs(DataDirectory directory) throws IOException {
        List<PackWriter.Input> inputs = new ArrayList<>();
        for (Path file : directory.files().reportInputs()) {
            if (Files.isRegularFile(file)) {
                inputs.add(PackWriter.Input.of(file));
            }
        }
        return inputs;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Checks a pack, offline: every hash, the chain of the history, and every figure counted again from the rows.",
                "Exit 0 as it was written, 1 not; the message says where. With --data also that it rests on that inventory."
            })
    int verify(
            @Parameters(paramLabel = "PACK", description = "the folder, or the .zip") Path pack,
            @Option(
                            names = "--expect",
                            paramLabel = "HEX",
                            description = "the name that was told: the SHA-256 of SHA256SUMS")
                    @Nullable String expected,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description = "the inventory that it is said to rest on")
                    @Nullable Path data,
            @Mixin FormatOption format)
            throws CommandFailure {
        if (!Files.isReadable(pack)) {
            throw CommandFailure.badInput(pack + " cannot be read: want an evidence pack");
        }
        if (expected != null && !expected.matches("[0-9a-f]{64}")) {
            throw CommandFailure.usage("--expect '" + expected + "': want 64 hex digits");
        }
        try {
            Verified verified = PackVerifier.verify(pack);
            if (expected != null && !expected.equals(verified.name())) {
                throw new EvidenceException(
                        "its name is " + verified.name() + ", want " + expected + ": another pack");
            }
            if (data != null) {
                compare(verified, data);
            }
            print(pack, verified, data != null, format);
            return ExitCode.OK;
        } catch (EvidenceException e) {
            throw CommandFailure.failed(pack + ": " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.badInput(pack + " cannot be read: " + e.getMessage());
        }
    }

    private void compare(Verified verified, Path data) throws CommandFailure, EvidenceException {
        String root =
                Opened.existing(
                        data,
                        directory -> {
                            Audited audited =
                                    Auditing.read(
                                            directory,
                                            verified.at(),
                                            verified.asOf(),
                                            directory.clock().instant(),
                                            TelemetryPolicy.SHIPPED,
                                            spec.commandLine().getErr());
                            return FactHashes.of(directory, audited).root();
                        });
        if (!root.equals(verified.factsRoot())) {
            throw new EvidenceException(
                    "rests on facts "
                            + verified.factsRoot()
                            + ", and those of "
                            + data
                            + " at that moment are "
                            + root);
        }
    }

    private void print(Path pack, Verified verified, boolean compared, FormatOption format) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format.format) {
            case TABLE, CSV -> {
                out.println(
                        pack
                                + ": as it was written; "
                                + verified.kpis().size()
                                + " figures counted again from "
                                + verified.rows()
                                + " rows, "
                                + verified.records()
                                + " records of the history chained"
                                + (compared ? ", rests on the facts of the inventory" : ""));
                out.println("name " + verified.name());
            }
            case JSON, JSONL -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("verified", true);
                object.put("name", verified.name());
                object.put("factsRoot", verified.factsRoot());
                object.put("factsCompared", compared);
                object.put("rows", verified.rows());
                object.put("records", verified.records());
                out.println(Table.json(object));
            }
        }
    }
}
