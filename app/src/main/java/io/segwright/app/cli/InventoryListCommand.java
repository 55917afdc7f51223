package io.segwright.app.cli;

import io.segwright.app.stage.DeviceBook;
import io.segwright.app.view.Table;
import io.segwright.inventory.claim.Presence;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright inventory list`: one line a device, as it is believed to be.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "One line a device, as it is believed to be. Filters ignore case; several must all hold.",
            "Devices of which there was no sign for long (tombstones) are left out unless --state asks for them."
        })
final class InventoryListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();
    @Mixin private TimeOptions times = new TimeOptions();

    @Option(names = "--name", paramLabel = "TEXT", description = "name contains TEXT")
    private String name = "";

    @Option(names = "--site", paramLabel = "SITE", description = "at that site")
    private String site = "";

    @Option(names = "--vendor", paramLabel = "TEXT", description = "vendor contains TEXT")
    private String vendor = "";

    @Option(names = "--model", paramLabel = "TEXT", description = "model contains TEXT")
    private String model = "";

    @Option(names = "--owner", paramLabel = "OWNER", description = "that owner's")
    private String owner = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "active, stale, presumed-gone or tombstone; repeatable")
    private List<String> states = List.of();

    @Override
    public Integer call() throws CommandFailure {
        Set<Presence> wanted = wanted();
        return Opened.existing(
                data.directory,
                directory -> {
                    Instant now = directory.clock().instant();
                    DeviceBook book = DeviceBook.read(directory, times.at(now), times.asOf(now));
                    print(book, wanted);
                    return ExitCode.OK;
                });
    }

    private void print(DeviceBook book, Set<Presence> wanted) {
        Table table =
                new Table(
                        "id",
                        "name",
                        "site",
                        "vendor",
                        "model",
                        "serial",
                        "os",
                        "version",
                        "role",
                        "owner",
                        "address",
                        "state",
                        "last_seen");
        int left = 0;
        int shown = 0;
        for (Device device : book.snapshot().devices()) {
            Presence presence = book.presence(device);
            DeviceSheet sheet = DeviceSheet.of(book, device);
            if (!wanted.contains(presence)) {
                left++;
            } else if (matches(sheet)) {
                shown++;
                table.row(
                        device.id(),
                        sheet.text(Attribute.NAME),
                        sheet.text(Attribute.SITE),
                        sheet.text(Attribute.VENDOR),
                        sheet.text(Attribute.MODEL),
                        sheet.text(Attribute.SERIAL),
                        sheet.text(Attribute.OS),
                        sheet.text(Attribute.VERSION),
                        DeviceSheet.word(device.role()),
                        sheet.text(Attribute.OWNER),
                        device.managementAddresses().isEmpty()
                                ? ""
                                : device.managementAddresses().getFirst(),
                        DeviceSheet.word(presence),
                        device.lastSeen());
            }
        }
        table.print(format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .println(
                        shown
                                + (shown == 1 ? " device" : " devices")
                                + (left == 0 ? "" : ", " + left + " in other states left out"));
    }

    private boolean matches(DeviceSheet sheet) {
        return contains(sheet.text(Attribute.NAME), name)
                && contains(sheet.text(Attribute.VENDOR), vendor)
                && contains(sheet.text(Attribute.MODEL), model)
                && (site.isEmpty() || sheet.text(Attribute.SITE).equalsIgnoreCase(site))
                && (owner.isEmpty() || sheet.text(Attribute.OWNER).equalsIgnoreCase(owner));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private Set<Presence> wanted() throws CommandFailure {
        if (states.isEmpty()) {
            return EnumSet.complementOf(EnumSet.of(Presence.TOMBSTONE));
        }
        Set<Presence> wanted = EnumSet.noneOf(Presence.class);
        for (String state : states) {
            wanted.add(
                    Arrays.stream(Presence.values())
                            .filter(p -> DeviceSheet.word(p).equalsIgnoreCase(state))
                            .findFirst()
                            .orElseThrow(() ->
                                    CommandFailure.usage(
                                            "--state '"
                                                    + state
                                                    + "': want active, stale, presumed-gone or"
                                                    + " tombstone")));
        }
        return wanted;
    }
}
