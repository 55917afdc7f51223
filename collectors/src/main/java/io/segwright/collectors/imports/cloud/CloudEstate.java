package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.cloud.CloudFact.Closeness;
import io.segwright.collectors.imports.cloud.CloudFact.Holding;
import io.segwright.collectors.imports.cloud.CloudFact.Machine;
import io.segwright.collectors.imports.cloud.CloudFact.Port;
import io.segwright.collectors.imports.text.PrefixText;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Everything that the listings of one command said, before it is joined.
final class CloudEstate {
    private static final int FACTS_MAX =
            2_000_000; // half a million machines with an interface and two addresses; about 1 GB
    private static final int LEFT_OUT_MAX = 50; // what a person reads

    private final CloudNetworks networks;
    private final Map<String, Machine> machines = new HashMap<>();
    private final Map<String, Port> ports = new HashMap<>();
    private final Map<String, Vrf> vrfOfSubnet = new HashMap<>();
    private final List<Holding> holdings = new ArrayList<>();
    private final List<Later> later = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private int leftOutTotal;

    /// An address whose network another listing tells.
    ///
    /// @param subnet whose network it is in; empty where only the machine's interfaces tell
    record Later(Holding holding, String subnet) {}

    CloudEstate(CloudNetworks networks) {
        this.networks = networks;
    }

    CloudNetworks networks() {
        return networks;
    }

    void machine(Machine machine) {
        machines.merge(
                machine.key(), machine, (old, fresh) -> fresh.tags().isEmpty() ? old : fresh);
    }

    void port(Port port) {
        ports.merge(port.key(), port, CloudEstate::fuller);
    }

    /// The same interface from two listings: an instance's own has no tags.
    private static Port fuller(Port old, Port fresh) {
        return new Port(
                old.key(),
                old.machine().isEmpty() ? fresh.machine() : old.machine(),
                old.tags().isEmpty() ? fresh.tags() : old.tags());
    }

    void subnet(String key, Vrf vrf) {
        vrfOfSubnet.putIfAbsent(key, vrf);
    }

    /// Keeps what an object holds.
    void holds(Holding holding, SourceNode at) throws SourceFormatException {
        full(at);
        holdings.add(holding);
    }

    void holds(Later holding, SourceNode at) throws SourceFormatException {
        full(at);
        later.add(holding);
    }

    private void full(SourceNode at) throws SourceFormatException {
        if (holdings.size() + later.size() >= FACTS_MAX) {
            throw new SourceFormatException(
                    at, "there are more than " + FACTS_MAX + " addresses; import them in parts");
        }
    }

    /// Notes what is right and not taken.
    void leave(String at, String reason) {
        leftOutTotal++;
        if (leftOut.size() < LEFT_OUT_MAX) {
            leftOut.add(at + ": " + reason);
        }
    }

    List<String> leftOut() {
        List<String> told = new ArrayList<>(leftOut);
        if (leftOutTotal > leftOut.size()) {
            told.add("and " + (leftOutTotal - leftOut.size()) + " more were left out");
        }
        return told;
    }

    List<Holding> holdings() {
        return holdings;
    }

    List<Later> later() {
        return later;
    }

    Collection<Machine> machines() {
        return machines.values();
    }

    Optional<Machine> machine(String key) {
        return Optional.ofNullable(machines.get(key));
    }

    Optional<Port> port(String key) {
        return Optional.ofNullable(ports.get(key));
    }

    Optional<Vrf> vrfOfSubnet(String key) {
        return Optional.ofNullable(vrfOfSubnet.get(key));
    }

    /// The prefix in a field, located where it is none.
    static Prefix prefix(SourceNode node) throws SourceFormatException {
        return prefix(node, CloudObject.textOf(node));
    }

    static Prefix prefix(SourceNode node, String text) throws SourceFormatException {
        try {
            return PrefixText.parse(text);
        } catch (AddressFormatException e) {
            throw new SourceFormatException(node, "address " + e.getMessage());
        }
    }

    /// Draws up a holding step by step: what an object says of itself once, then each of its prefixes.
    ///
    /// @param object whose fields they are
    record Holder(
            CloudObject object,
            Closeness closeness,
            String subscription,
            String port,
            String machine,
            Map<String, String> tags) {
        Holder {
            port = port.toLowerCase(Locale.ROOT);
            machine = machine.toLowerCase(Locale.ROOT);
            tags = Map.copyOf(tags);
        }

        Holding of(Vrf vrf, SourceNode at, Prefix prefix) {
            return new Holding(
                    vrf, prefix, closeness, subscription, port, machine, tags, object.at(at));
        }

        Holding of(Vrf vrf, SourceNode at) throws SourceFormatException {
            return of(vrf, at, CloudEstate.prefix(at));
        }
    }
}
