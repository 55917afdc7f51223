package io.segwright.app.cli;

import io.segwright.app.config.AuthorityFile;
import io.segwright.app.stage.DeviceBook;
import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.graph.fact.IdentityEvidence;
import io.segwright.inventory.claim.Believed;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.NeighborFact;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright inventory show DEVICE`: everything about one device, and why we say so.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "One device as it is understood: each attribute with its source, evidence, confidence and since when, the",
            "claims that lost and why, its boxes, interfaces and neighbours, and why it is taken for one device.",
            "With -o csv the attributes alone."
        })
final class InventoryShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Parameters(paramLabel = "DEVICE", description = "its id, its name or an address of it")
    private String asked = "";

    @Override
    public Integer call() throws CommandFailure {
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    DeviceBook book = DeviceBook.read(directory, times.at(now), times.asOf(now));
                    Device device = DeviceChoice.of(book, asked);
                    print(
                            book,
                            DeviceSheet.of(book, device),
                            directory.graph().identityEvidence(device.id(), book.asOf()));
                    return ExitCode.OK;
                });
    }

    private void print(DeviceBook book, DeviceSheet sheet, List<IdentityEvidence> evidence) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format.format) {
            case JSON, JSONL -> out.println(Table.json(DeviceJson.of(book, sheet, evidence)));
            case CSV -> attributes(sheet).print(Format.CSV, out);
            case TABLE -> {
                summary(book, sheet).print(Format.TABLE, out);
                print(out, "attributes", attributes(sheet));
                print(out, "claims that lost", lost(sheet));
                print(out, "boxes", members(book, sheet.device()));
                print(out, "interfaces", interfaces(sheet.device()));
                print(out, "neighbours", neighbours(sheet.device()));
                print(out, "why it is one device", reasons(evidence));
            }
        }
    }

    private static void print(PrintWriter out, String title, Table table) {
        if (!table.isEmpty()) {
            out.println();
            out.println(title);
            table.print(Format.TABLE, out);
        }
    }

    private static Table summary(DeviceBook book, DeviceSheet sheet) {
        Device device = sheet.device();
        Table table = new Table("what", "value");
        table.row("id", device.id());
        table.row("name", device.name());
        table.row("state", DeviceSheet.word(book.presence(device)));
        table.row("last seen", device.lastSeen());
        table.row("role", DeviceSheet.word(device.role()));
        table.row("platform", DeviceSheet.word(device.platform()));
        device.managementAddresses().forEach(a -> table.row("answers at", a));
        device.witnesses().stream()
                .sorted()
                .forEach(w -> table.row("shown by", DeviceSheet.word(w)));
        device.membership()
                .ifPresent(m -> table.row("box of", m.whole() + ", position " + m.position()));
        device.keys().stream()
                .map(Object::toString)
                .sorted()
                .forEach(k -> table.row("known by", k));
        return table;
    }

    private static Table attributes(DeviceSheet sheet) {
        Table table =
                new Table(
                        "attribute",
                        "value",
                        "source",
                        "confidence",
                        "since",
                        "standing",
                        "evidence",
                        "because");
        sheet.believed()
                .forEach((attribute, b) ->
                        table.row(
                                AuthorityFile.name(attribute),
                                b.claim().value(),
                                b.claim().source(),
                                b.claim().confidencePercent(),
                                DeviceSheet.time(b.claim().since()),
                                DeviceSheet.word(b.standing()),
                                b.claim().evidence(),
                                b.because()));
        return table;
    }

    private static Table lost(DeviceSheet sheet) {
        Table table = new Table("attribute", "value", "source", "confidence", "evidence", "why");
        sheet.believed()
                .forEach((attribute, b) -> {
                    for (Believed.Lost lost : b.lost()) {
                        table.row(
                                AuthorityFile.name(attribute),
                                lost.claim().value(),
                                lost.claim().source(),
                                lost.claim().confidencePercent(),
                                lost.claim().evidence(),
                                lost.why());
                    }
                });
        return table;
    }

    private static Table members(DeviceBook book, Device whole) {
        Table table = new Table("position", "id", "name", "model", "serial");
        DeviceJson.members(book, whole)
                .forEach(m ->
                        table.row(
                                m.membership().map(in -> in.position()).orElse(0),
                                m.id(),
                                m.name(),
                                m.model(),
                                m.serial()));
        return table;
    }

    private static Table interfaces(Device device) {
        Table table = new Table("index", "name", "up", "mac", "addresses");
        for (DeviceInterface on : device.interfaces()) {
            table.row(
                    on.index(),
                    on.name(),
                    on.up() ? "up" : "down",
                    on.mac().map(MacAddress::toString).orElse(""),
                    String.join(" ", DeviceJson.addresses(on)));
        }
        return table;
    }

    private static Table neighbours(Device device) {
        Table table = new Table("port", "protocol", "neighbour", "their_port", "addresses");
        for (NeighborFact seen : device.neighbors()) {
            table.row(
                    seen.localInterface(),
                    DeviceSheet.word(seen.protocol()),
                    seen.systemName().isEmpty() ? seen.chassisId() : seen.systemName(),
                    seen.portId(),
                    String.join(
                            " ",
                            seen.managementAddresses().stream().map(IpAddress::toString).toList()));
        }
        return table;
    }

    private static Table reasons(List<IdentityEvidence> evidence) {
        Table table = new Table("at", "source", "evidence");
        evidence.forEach(e -> e.lines().forEach(line -> table.row(e.at(), e.source(), line)));
        return table;
    }
}
