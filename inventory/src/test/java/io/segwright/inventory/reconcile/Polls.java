package io.segwright.inventory.reconcile;

import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.RouteFact;
import io.segwright.inventory.observe.SilenceReason;
import io.segwright.inventory.observe.StackMemberFact;
import io.segwright.inventory.observe.SystemFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Builds polls for tests, one fact a call.
public final class Polls {
    public static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private final IpAddress at;
    private Instant when = START;
    private String site = "east";
    private String name = "";
    private String description = "Linux box 6.1.0";
    private String objectId = "1.3.6.1.4.1.8072.3.2.10";
    private int services;
    private final Set<IdentityKey> keys = new HashSet<>();
    private final List<InterfaceFact> interfaces = new ArrayList<>();
    private final List<AddressFact> addresses = new ArrayList<>();
    private final List<HardwareFact> hardware = new ArrayList<>();
    private final List<NeighborFact> neighbors = new ArrayList<>();
    private final List<ArpFact> arp = new ArrayList<>();
    private final List<RouteFact> routes = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();
    private final List<StackMemberFact> members = new ArrayList<>();
    private final List<VirtualAddressFact> virtual = new ArrayList<>();
    private final Set<DevicePolled.Part> unchanged = new HashSet<>();

    private Polls(IpAddress at) {
        this.at = at;
    }

    public static Polls at(String address) {
        return new Polls(IpAddress.of(address));
    }

    public static Polls at(IpAddress address) {
        return new Polls(address);
    }

    public Polls when(Instant instant) {
        when = instant;
        return this;
    }

    public Polls site(String text) {
        site = text;
        return this;
    }

    public Polls name(String text) {
        name = text;
        return this;
    }

    public Polls system(String sysObjectId, String sysDescr, int sysServices) {
        objectId = sysObjectId;
        description = sysDescr;
        services = sysServices;
        return this;
    }

    public Polls key(IdentityKey key) {
        keys.add(key);
        return this;
    }

    public Polls chassisMac(String mac) {
        return key(new IdentityKey.ChassisMac(MacAddress.of(mac)));
    }

    public Polls engine(String hex) {
        return key(new IdentityKey.EngineId(hex));
    }

    public Polls serial(String manufacturer, String serial) {
        hardware.add(new HardwareFact(HardwareKind.CHASSIS, manufacturer, "model", serial, ""));
        return key(new IdentityKey.ManufacturerSerial(manufacturer, serial));
    }

    public Polls bridge(String mac) {
        return key(new IdentityKey.BridgeMac(MacAddress.of(mac)));
    }

    public Polls loopback(String address) {
        return key(new IdentityKey.LoopbackAddress(Vrf.DEFAULT, IpAddress.of(address)));
    }

    public Polls member(int position, String model, String serial, String mac) {
        members.add(
                new StackMemberFact(
                        position,
                        "cisco",
                        model,
                        serial,
                        mac.isEmpty() ? null : MacAddress.of(mac),
                        "15.2"));
        return this;
    }

    public Polls virtual(String address, String mac) {
        virtual.add(
                new VirtualAddressFact(
                        VirtualAddressFact.Protocol.VRRP,
                        1,
                        1,
                        IpAddress.of(address),
                        MacAddress.of(mac)));
        return this;
    }

    public Polls unchanged(DevicePolled.Part... parts) {
        unchanged.addAll(List.of(parts));
        return this;
    }

    public Polls port(int index, String portName, String mac) {
        interfaces.add(new InterfaceFact(index, portName, 6, true, 1_000, MacAddress.of(mac), ""));
        return this;
    }

    public Polls address(int port, String text) {
        int slash = text.indexOf('/');
        addresses.add(
                new AddressFact(
                        IpAddress.of(text.substring(0, slash)),
                        Integer.parseInt(text.substring(slash + 1)),
                        port,
                        Vrf.DEFAULT));
        return this;
    }

    public Polls neighbor(
            String port,
            String mac,
            String systemName,
            Set<String> capabilities,
            String... management) {
        neighbors.add(
                new NeighborFact(
                        NeighborProtocol.LLDP,
                        port,
                        mac,
                        MacAddress.of(mac),
                        "eth0",
                        systemName,
                        "",
                        capabilities,
                        List.of(management).stream().map(IpAddress::of).toList()));
        return this;
    }

    public Polls cdpNeighbor(
            String port, String deviceId, String systemName, Set<String> capabilities) {
        neighbors.add(
                new NeighborFact(
                        NeighborProtocol.CDP,
                        port,
                        deviceId,
                        null,
                        "eth0",
                        systemName,
                        "",
                        capabilities,
                        List.of()));
        return this;
    }

    public Polls arp(int port, String address, String mac) {
        arp.add(new ArpFact(port, IpAddress.of(address), MacAddress.of(mac)));
        return this;
    }

    public Polls route(String destination, String nextHop) {
        routes.add(new RouteFact(Prefix.of(destination), IpAddress.of(nextHop), 1));
        return this;
    }

    public Polls incomplete(String line) {
        incomplete.add(line);
        return this;
    }

    public DevicePolled poll() {
        return DevicePolled.builder(
                        new Provenance("snmp", at, when),
                        new SystemFacts(name, description, objectId, "", "", services))
                .site(site)
                .keys(keys)
                .interfaces(interfaces)
                .addresses(addresses)
                .hardware(hardware)
                .neighbors(neighbors)
                .arp(arp)
                .routes(routes)
                .incomplete(incomplete)
                .stackMembers(members)
                .virtualAddresses(virtual)
                .unchanged(unchanged)
                .build();
    }

    public static DeviceSilent silent(String address, SilenceReason reason) {
        return new DeviceSilent(
                new Provenance("snmp", IpAddress.of(address), START),
                "east",
                IpAddress.of(address),
                reason,
                "no answer after 3 tries");
    }
}
