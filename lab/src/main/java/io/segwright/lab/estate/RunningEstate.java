package io.segwright.lab.estate;

import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentCounters;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpAccess;
import io.segwright.lab.agent.UsmUser;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.Shapes;
import io.segwright.lab.exporter.FlowExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// An estate whose agents answer on loopback. Closing stops everything; twice is fine.
public final class RunningEstate implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX =
            1_472; // what an Ethernet frame carries unfragmented
    private static final int DATAGRAMS_PER_SECOND =
            2_000; // an exporter's pace; about 60,000 records a second
    private static final String DEAF_COMMUNITY = "nobody-knows-this-one";

    private final Estate estate;
    private final AgentFleet fleet;

    private RunningEstate(Estate estate, AgentFleet fleet) {
        this.estate = estate;
        this.fleet = fleet;
    }

    static RunningEstate start(Estate estate, int port) throws IOException {
        UsmUser user = Credentials.user();
        List<Agent> agents = new ArrayList<>();
        estate.devices().forEach(device -> agents.add(agent(device, user)));
        estate.forbidden().forEach(closed -> agents.add(agent(closed.device(), user)));
        for (SilentDevice silent : estate.silentDevices()) {
            switch (silent.kind()) {
                case LLDP_DEAF, ARP_DEAF -> agents.add(deaf(silent));
                case LLDP_CLOSED, ARP_CLOSED, NEXT_HOP_CLOSED, FLOW_EXPORTER -> {
                    // nothing listens there
                }
            }
        }
        return new RunningEstate(estate, AgentFleet.start(port, agents));
    }

    private static Agent agent(LabDevice device, UsmUser user) {
        return new Agent(
                device.answersAt().stream().map(InetAddress::ofLiteral).toList(),
                HexFormat.of().parseHex(device.engineId()),
                List.of(Credentials.access(device.access(), device.site(), user)),
                () -> Shapes.mib(device),
                Shapes.contexts(device),
                MESSAGE_BYTES_MAX);
    }

    private static Agent deaf(SilentDevice silent) {
        return new Agent(
                List.of(InetAddress.ofLiteral(silent.address())),
                new byte[] {(byte) 0x80, 0, 0, 9, 5, 0, 0, (byte) silent.site()},
                List.of(new SnmpAccess.V2c(DEAF_COMMUNITY)),
                () -> Mib.builder().build(),
                MESSAGE_BYTES_MAX);
    }

    public Estate estate() {
        return estate;
    }

    /// The UDP port of every agent.
    public int port() {
        return fleet.port();
    }

    /// The agent that listens at the address, to plant faults in or to ask what it has seen.
    ///
    /// @throws IllegalArgumentException where none does
    public Agent agentAt(String address) {
        return fleet.at(InetAddress.ofLiteral(address))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                address
                                        + ": no agent listens there; ask for an address of a device"));
    }

    /// Datagrams that reached devices which must not be contacted: 0, or the collector did harm.
    public long forbiddenContacts() {
        return estate.forbidden().stream()
                .mapToLong(f -> agentAt(f.device().managementAddress()).counters().datagrams())
                .sum();
    }

    /// What all agents of devices have seen, added up.
    public AgentCounters totals() {
        AgentCounters sum = new AgentCounters(0, 0, 0, 0, 0, 0, 0);
        for (LabDevice device : estate.devices()) {
            sum = sum.plus(agentAt(device.managementAddress()).counters());
        }
        return sum;
    }

    /// Sends every planned flow, one exporter after the other, each from its own address.
    ///
    /// @return data records sent
    public long sendFlows(InetSocketAddress collector) throws IOException {
        long records = 0;
        for (ExporterPlan plan : estate.exporters()) {
            InetAddress source = InetAddress.ofLiteral(plan.address());
            try (FlowExporter exporter =
                    FlowExporter.open(
                            source,
                            plan.protocol(),
                            plan.domain(),
                            plan.samplingInterval(),
                            InstantSource.system())) {
                exporter.send(
                        collector,
                        plan.flows().stream().map(PlannedFlow::flow).toList(),
                        DATAGRAMS_PER_SECOND);
                records += exporter.records();
            }
        }
        return records;
    }

    @Override
    public void close() {
        fleet.close();
    }
}
