package io.segwright.app.cli;

import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.graph.fact.AsOf;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Attribution;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.attribute.PublishedRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `segwright whois ADDRESS`: whose it is, or was, and why we say so.
@Command(
        name = "whois",
        mixinStandardHelpOptions = true,
        description =
                "Whose an address is, or was: service, subscription, VM, owner, and the allocations that say so; of a far end, which provider publishes it as its own.")
final class WhoisCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Parameters(paramLabel = "ADDRESS", description = "IPv4 or IPv6")
    private String address = "";

    @Option(
            names = "--vrf",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "routing domain (default: ${DEFAULT-VALUE})")
    private String vrf = "default";

    @Override
    public Integer call() throws CommandFailure {
        IpAddress asked;
        Vrf domain;
        try {
            asked = IpAddress.parse(address);
            domain = new Vrf(vrf);
        } catch (AddressFormatException | IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    Instant at = times.at(now);
                    InventorySnapshot snapshot =
                            directory.graph().snapshot(new AsOf(at, times.asOf(now)));
                    Attribution answer =
                            AttributionIndex.build(snapshot.allocations(), at)
                                    .lookup(domain, asked);
                    List<Device> devices =
                            snapshot.devices().stream()
                                    .filter(d -> d.addresses().contains(asked))
                                    .toList();
                    List<PublishedRange> published =
                            domain.equals(Vrf.DEFAULT)
                                    ? PublishedRanges.of(directory.files().publishedRanges())
                                            .lookup(asked, at, times.asOf(now))
                                    : List.of(); // the Internet is routed in the default one
                    print(answer, devices, published);
                    return answer.isAttributed() ? ExitCode.OK : ExitCode.FINDINGS;
                });
    }

    private void print(Attribution answer, List<Device> devices, List<PublishedRange> published) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("address", answer.address().toString());
        facts.put("attributed", answer.isAttributed());
        facts.put("service", answer.tags().service());
        facts.put("subscription", answer.tags().subscription());
        facts.put("vm", answer.tags().workload());
        facts.put("environment", answer.tags().environment());
        facts.put("owner", answer.tags().owner());
        facts.put(
                "devices",
                devices.stream()
                        .map(d -> d.name() + " (" + d.id() + ", " + d.site() + ")")
                        .toList());
        facts.put(
                "published",
                published.stream().map(r -> r.label() + " (" + r.prefix() + ")").toList());
        facts.put("because", answer.chain().stream().map(WhoisCommand::because).toList());
        if (format.format == Format.JSON || format.format == Format.JSONL) {
            spec.commandLine().getOut().println(Table.json(facts));
            return;
        }
        Table table = new Table("what", "value");
        facts.forEach((what, value) -> {
            if (value instanceof List<?> several) {
                several.forEach(one -> table.row(what, one));
            } else if (!value.toString().isEmpty()) {
                table.row(what, value);
            }
        });
        table.print(format.format, spec.commandLine().getOut());
    }

    private static String because(Allocation allocation) {
        String until =
                allocation.validTo().equals(Instant.MAX) ? "" : " to " + allocation.validTo();
        return allocation.prefix()
                + " in "
                + allocation.vrf()
                + " from "
                + allocation.validFrom()
                + until
                + ", "
                + allocation.source();
    }
}
