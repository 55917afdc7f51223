package io.segwright.lab.estate;

import io.segwright.lab.device.LabDevice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A generated network: the whole truth about it, and the files and settings that its owner would have.
///
/// @param spec what it was made from
/// @param sites in order
/// @param devices those that answer and are to be found, by id
/// @param forbidden those that answer and must not be contacted
/// @param hosts end stations, those without allocation last
/// @param silentDevices known only by traces
/// @param gaps all that a good inventory lists, and nothing else
/// @param exporters who sends which flows
/// @param seedAddress from which everything is to be found
/// @param allocationsCsv the text of `allocations.csv`
/// @param policyYaml the text of `policy.yaml`
public record Estate(
        EstateSpec spec,
        List<Site> sites,
        List<LabDevice> devices,
        List<Forbidden> forbidden,
        List<Host> hosts,
        List<SilentDevice> silentDevices,
        List<PlantedGap> gaps,
        List<ExporterPlan> exporters,
        String seedAddress,
        String allocationsCsv,
        String policyYaml) {
    /// The UDP port that agents listen on where nothing else is asked for.
    public static final int AGENT_PORT = 16_161;

    public Estate {
        sites = List.copyOf(sites);
        devices = List.copyOf(devices);
        forbidden = List.copyOf(forbidden);
        hosts = List.copyOf(hosts);
        silentDevices = List.copyOf(silentDevices);
        gaps = List.copyOf(gaps);
        exporters = List.copyOf(exporters);
    }

    /// The same specification gives the same estate, byte for byte, on every machine.
    public static Estate generate(EstateSpec spec) {
        return new EstateGenerator(spec).generate();
    }

    /// Starts every agent: devices, forbidden ones, and those silent ones that listen.
    ///
    /// @param port the UDP port of all agents, e.g. [#AGENT_PORT]
    /// @throws IOException naming the address that could not be bound
    public RunningEstate start(int port) throws IOException {
        return RunningEstate.start(this, port);
    }

    /// What must never be contacted, beside what allocations forbid.
    public String excludeRange() {
        return "127." + (64 + 1 % spec.sites()) + "." + Forbidden.EXCLUDED_THIRD + ".0/24";
    }

    /// What a collector needs, at most three candidates for any address.
    public List<SnmpCredential> credentials() {
        return Credentials.of(sites);
    }

    /// The device whose agent answers at the address.
    public Optional<LabDevice> deviceAt(String address) {
        return devices.stream().filter(d -> d.answersAt().contains(address)).findFirst();
    }

    /// Flow records in all, options not counted.
    public int plannedFlows() {
        return exporters.stream().mapToInt(e -> e.flows().size()).sum();
    }

    /// Flow records whose two ends are both in allocations.
    public int attributableFlows() {
        return exporters.stream()
                .mapToInt(e ->
                        (int)
                                e.flows().stream()
                                        .filter(f -> f.ends() == PlannedFlow.Ends.ATTRIBUTABLE)
                                        .count())
                .sum();
    }
}
