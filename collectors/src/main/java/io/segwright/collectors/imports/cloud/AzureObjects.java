package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.cloud.CloudEstate.Holder;
import io.segwright.collectors.imports.cloud.CloudEstate.Later;
import io.segwright.collectors.imports.cloud.CloudFact.Closeness;
import io.segwright.collectors.imports.cloud.CloudFact.Machine;
import io.segwright.collectors.imports.cloud.CloudFact.Port;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Absent;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `az` lists: `network nic`, `vm` (with `-d`), `network vnet`, `network vnet subnet`, `network public-ip`,
/// `network public-ip prefix` and `network lb`. The kind is in the resource id:
/// `/subscriptions/S/resourceGroups/G/providers/Microsoft.Network/networkInterfaces/N`.
final class AzureObjects {
    private static final Pattern ID =
            Pattern.compile(
                    "/subscriptions/(?<subscription>[^/]+)/resourceGroups/(?<group>[^/]+)/providers/"
                            + "(?<kind>Microsoft\\.\\w+/\\w+)/(?<name>[^/]+)(/subnets/(?<subnet>[^/]+))?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NETWORK =
            Pattern.compile("(.*/virtualNetworks/[^/]+)(/.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT =
            Pattern.compile("(.*/networkInterfaces/[^/]+)(/.*)?", Pattern.CASE_INSENSITIVE);

    private final CloudEstate estate;

    AzureObjects(CloudEstate estate) {
        this.estate = estate;
    }

    static boolean is(CloudObject object) throws SourceFormatException {
        return object.node("id") instanceof SourceNode.Text(String id, _, _)
                && id.regionMatches(true, 0, "/subscriptions/", 0, "/subscriptions/".length());
    }

    void take(CloudObject object) throws SourceFormatException {
        String id = object.text("id");
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw object.fault(
                    "id '%s': want /subscriptions/../resourceGroups/../providers/Microsoft.Network/.."
                            .formatted(CloudObject.shown(id)));
        }
        String kind = parts.group("kind").toLowerCase(Locale.ROOT);
        String subscription = parts.group("subscription");
        if (parts.group("subnet") != null) {
            subnet(object, subscription);
            return;
        }
        switch (kind) {
            case "microsoft.network/networkinterfaces" -> nic(object, id, subscription);
            case "microsoft.compute/virtualmachines" ->
                    machine(object, id, subscription, parts.group("group"));
            case "microsoft.network/virtualnetworks" -> network(object, subscription);
            case "microsoft.network/publicipaddresses" -> publicAddress(object, subscription);
            case "microsoft.network/publicipprefixes" ->
                    open(holder(object, Closeness.SUBNET, subscription), object.node("ipPrefix"));
            case "microsoft.network/loadbalancers" -> balancer(object, subscription);
            default ->
                    throw object.fault(
                            "is a %s: want what az lists as nic, vm, vnet, subnet, public-ip or lb"
                                    .formatted(CloudObject.shown(parts.group("kind"))));
        }
    }

    private static Holder holder(CloudObject object, Closeness closeness, String subscription)
            throws SourceFormatException {
        return new Holder(object, closeness, subscription, "", "", object.tags("tags"));
    }

    private void nic(CloudObject nic, String id, String subscription) throws SourceFormatException {
        String machine = nic.object("virtualMachine").text("id").toLowerCase(Locale.ROOT);
        Map<String, String> tags = nic.tags("tags");
        estate.port(new Port(id.toLowerCase(Locale.ROOT), machine, tags));
        Holder holder = new Holder(nic, Closeness.PORT, subscription, id, machine, tags);
        configurations(nic.objects("ipConfigurations"), holder);
    }

    private void balancer(CloudObject balancer, String subscription) throws SourceFormatException {
        configurations(
                balancer.objects("frontendIPConfigurations"),
                holder(balancer, Closeness.ADDRESS, subscription));
    }

    private void configurations(List<CloudObject> configurations, Holder holder)
            throws SourceFormatException {
        for (CloudObject configuration : configurations) {
            SourceNode address = configuration.node("privateIPAddress");
            if (!(address instanceof Absent)) {
                Vrf vrf = vrf(configuration, configuration.object("subnet").text("id"));
                estate.holds(holder.of(vrf, address, block(configuration, address)), address);
            }
            // by its id only, unless the listing was asked to expand it
            open(holder, configuration.object("publicIPAddress").node("ipAddress"));
        }
    }

    /// An address, or a whole block: `10.0.0.16/28`, or `10.0.0.16` with the length beside it.
    private static Prefix block(CloudObject configuration, SourceNode address)
            throws SourceFormatException {
        String text = CloudObject.textOf(address);
        String length = configuration.text("privateIPAddressPrefixLength");
        return CloudEstate.prefix(
                address, length.isEmpty() || text.contains("/") ? text : text + "/" + length);
    }

    private Vrf vrf(CloudObject object, String inNetwork) throws SourceFormatException {
        Matcher network = NETWORK.matcher(inNetwork);
        if (!network.matches()) {
            throw object.fault(
                    "subnet '%s': want the id of one in a virtual network"
                            .formatted(CloudObject.shown(inNetwork)));
        }
        return estate.networks().azure(network.group(1));
    }

    private void machine(CloudObject vm, String id, String subscription, String group)
            throws SourceFormatException {
        String name = vm.text("name");
        String key = id.toLowerCase(Locale.ROOT);
        Map<String, String> tags = vm.tags("tags");
        estate.machine(new Machine(key, name, group, tags));
        for (CloudObject port : vm.object("networkProfile").objects("networkInterfaces")) {
            estate.port(new Port(port.text("id").toLowerCase(Locale.ROOT), key, Map.of()));
        }
        Holder holder = new Holder(vm, Closeness.MACHINE, subscription, "", id, tags);
        SourceNode inside = vm.node("privateIps"); // only with -d: texts, joined by commas
        for (String address : texts(inside)) {
            Prefix prefix = CloudEstate.prefix(inside, address);
            estate.holds(new Later(holder.of(Vrf.DEFAULT, inside, prefix), ""), inside);
        }
        SourceNode outside = vm.node("publicIps");
        for (String address : texts(outside)) {
            estate.holds(
                    holder.of(Vrf.DEFAULT, outside, CloudEstate.prefix(outside, address)), outside);
        }
    }

    private static List<String> texts(SourceNode node) throws SourceFormatException {
        List<String> texts = new ArrayList<>();
        for (String text : CloudObject.textOf(node).split(",", -1)) {
            if (!text.isBlank()) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    private void network(CloudObject network, String subscription) throws SourceFormatException {
        Holder holder = holder(network, Closeness.NETWORK, subscription);
        Vrf vrf = vrf(network, network.text("id"));
        for (SourceNode prefix : network.object("addressSpace").list("addressPrefixes")) {
            estate.holds(holder.of(vrf, prefix), prefix);
        }
        for (CloudObject subnet : network.objects("subnets")) {
            subnet(subnet, subscription);
        }
    }

    /// Has no tags of its own in Azure: those of the network are inherited.
    private void subnet(CloudObject subnet, String subscription) throws SourceFormatException {
        Holder holder = holder(subnet, Closeness.SUBNET, subscription);
        Vrf vrf = vrf(subnet, subnet.text("id"));
        List<SourceNode> prefixes = new ArrayList<>(subnet.list("addressPrefixes"));
        if (prefixes.isEmpty() && subnet.has("addressPrefix")) {
            prefixes.add(subnet.node("addressPrefix"));
        }
        for (SourceNode prefix : prefixes) {
            estate.holds(holder.of(vrf, prefix), prefix);
        }
    }

    private void publicAddress(CloudObject address, String subscription)
            throws SourceFormatException {
        Matcher port = PORT.matcher(address.object("ipConfiguration").text("id"));
        Holder holder =
                new Holder(
                        address,
                        Closeness.ADDRESS,
                        subscription,
                        port.matches() ? port.group(1) : "",
                        "",
                        address.tags("tags"));
        SourceNode at = address.node("ipAddress");
        if (at instanceof Absent) {
            estate.leave(
                    address.at(address.fields()),
                    "public address %s has none yet: nothing uses it"
                            .formatted(CloudObject.shown(address.text("name"))));
        }
        open(holder, at);
    }

    private void open(Holder holder, SourceNode address) throws SourceFormatException {
        if (!(address instanceof Absent)) {
            estate.holds(holder.of(Vrf.DEFAULT, address), address);
        }
    }
}
