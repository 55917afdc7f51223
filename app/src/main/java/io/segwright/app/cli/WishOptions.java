package io.segwright.app.cli;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Ask;
import io.segwright.inventory.ipam.Command;
import io.segwright.inventory.ipam.Wish;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// For what an address is, and for how long.
final class WishOptions {
    @Mixin private TagOptions tags = new TagOptions();

    @Option(names = "--pool", required = true, paramLabel = "NAME", description = "from which pool")
    private String pool = "";

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            defaultValue = "",
            description = "how long, e.g. 30d or 12h (default: no end)")
    private String lease = "";

    @Option(
            names = "--key",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "your own name for this request: the same again gets the same answer")
    private String key = "";

    Command command(Ask ask, String reason) throws CommandFailure {
        try {
            return new Command.Allocate(
                    new Wish(pool, ask, tags.tags(), DurationText.parse("--lease", lease), key),
                    reason);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e);
        }
    }

    Tags tags() {
        return tags.tags();
    }
}
