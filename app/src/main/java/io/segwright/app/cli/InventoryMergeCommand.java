package io.segwright.app.cli;

import io.segwright.app.stage.Curating;
import io.segwright.inventory.device.DeviceId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `segwright inventory merge DEVICE OTHER`: the two are one, whatever contradicts it.
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = {
            "Says that two devices are one. OTHER ends, DEVICE goes on with what both knew; what answers as either",
            "is DEVICE from now on. Taken back with: segwright inventory split DEVICE OTHER"
        })
final class InventoryMergeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "the one that goes on, its id")
    private String device = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "the one that ends, its id")
    private String other = "";

    @Mixin private DecisionOptions decision = new DecisionOptions();

    @Override
    public Integer call() throws CommandFailure {
        DeviceId into = DecisionOptions.device(device);
        DeviceId absorbed = DecisionOptions.device(other);
        return decision.carryOut(
                "inventory.merge",
                into,
                (data, reason) -> Curating.merge(data, into, absorbed, reason));
    }
}
