package io.segwright.app.cli;

import io.segwright.app.stage.OneAgent;
import io.segwright.app.view.DeviceView;
import io.segwright.app.view.Format;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;

/// `segwright collect --target`: asks one agent for everything and shows what was understood, and from where. It opens
/// no inventory and writes nothing.
final class TargetCollect {
    private TargetCollect() {}

    /// @param target `ADDRESS` or `ADDRESS:PORT`
    static int run(String target, SnmpOptions snmp, Format format, PrintWriter out, PrintWriter err)
            throws CommandFailure {
        InetSocketAddress socket = SocketText.parse("--target", target, snmp.port());
        IpAddress address = OneAgent.address(socket);
        if (address.isMulticast() || address.isUnspecified()) {
            throw CommandFailure.usage("--target " + target + ": want one agent's own address");
        }
        PoliteLimits limits = snmp.limits();
        CredentialBook book =
                snmp.credentials(List.of(Prefix.covering(address, address.family().bits())), err)
                        .orElseThrow(SnmpOptions::noCredentials);
        try {
            return switch (OneAgent.ask(socket, limits, book)) {
                case OneAgent.Answered(DevicePolled polled) -> {
                    show(new DeviceView(polled), format, out);
                    CollectReport.partly(polled).ifPresent(err::println);
                    yield ExitCode.OK;
                }
                case OneAgent.Silent(DeviceSilent silent) -> {
                    err.println(CollectReport.silent(silent));
                    throw CommandFailure.unavailable(CollectReport.NOTHING_ANSWERED);
                }
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted: nothing was written");
        }
    }

    private static void show(DeviceView view, Format format, PrintWriter out) {
        if (format == Format.JSON) {
            out.println(view.json());
            out.flush();
        } else {
            view.evidence().print(format, out);
        }
    }
}
