package io.segwright.app.cli;

import io.segwright.app.stage.Curating;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `segwright inventory split DEVICE [OTHER]`: what was held to be one device is two.
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        description = {
            "Says that a device is two. Takes a merge back: OTHER, or the device that was merged into DEVICE last, is",
            "there again under its id, with its history. A device that was two from the first is split by --address.",
            "Two devices that are apart are kept apart. No evidence merges them again; a person may."
        })
final class InventorySplitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "the id of the device")
    private String device = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OTHER",
            description = "the id of the device that was merged into it, or is to be kept apart")
    private @Nullable String other; // null: the last one that was merged

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "what answers here is a device of its own; may be given several times")
    private List<String> addresses = List.of();

    @Mixin private DecisionOptions decision = new DecisionOptions();

    @Override
    public Integer call() throws CommandFailure {
        DeviceId from = DecisionOptions.device(device);
        Curating.Part part = part();
        return decision.carryOut(
                "inventory.split",
                from,
                (data, reason) -> Curating.split(data, from, part, reason));
    }

    private Curating.Part part() throws CommandFailure {
        if (other != null && !addresses.isEmpty()) {
            throw CommandFailure.usage(
                    "OTHER and --address at once: want the device that was merged, or addresses");
        }
        if (addresses.isEmpty()) {
            return new Curating.Part.Absorbed(
                    other == null ? Optional.empty() : Optional.of(DecisionOptions.device(other)));
        }
        Set<IpAddress> parsed = new HashSet<>();
        for (String text : addresses) {
            try {
                parsed.add(IpAddress.parse(text));
            } catch (AddressFormatException e) {
                throw CommandFailure.usage(e);
            }
        }
        return new Curating.Part.AtAddresses(parsed);
    }
}
