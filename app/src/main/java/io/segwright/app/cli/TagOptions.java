package io.segwright.app.cli;

import io.segwright.inventory.attribute.Tags;
import picocli.CommandLine.Option;

/// The tags of an allocation, or of all in a pool.
final class TagOptions {
    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "",
            description = "which service")
    private String service = "";

    @Option(
            names = "--subscription",
            paramLabel = "NAME",
            defaultValue = "",
            description = "which subscription of it")
    private String subscription = "";

    @Option(
            names = "--vm",
            paramLabel = "NAME",
            defaultValue = "",
            description = "which VM or workload")
    private String vm = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "",
            description = "e.g. prod")
    private String environment = "";

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            defaultValue = "",
            description = "who answers for it")
    private String owner = "";

    Tags tags() {
        return new Tags(service, subscription, vm, environment, owner);
    }
}
