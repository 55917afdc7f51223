package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.cloud.CloudEstate.Holder;
import io.segwright.collectors.imports.cloud.CloudEstate.Later;
import io.segwright.collectors.imports.cloud.CloudFact.Closeness;
import io.segwright.collectors.imports.cloud.CloudFact.Machine;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Absent;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `gcloud compute ... list --format json` prints for `instances`, `networks subnets`, `addresses` and
/// `forwarding-rules`. The kind is in `selfLink`: `.../projects/P/zones/Z/instances/N`.
final class GoogleObjects {
    private static final Pattern LINK =
            Pattern.compile(
                    "(https?://[^/]+/(compute/)?[^/]+/)?projects/(?<project>[^/]+)/"
                            + "(?<place>global|zones/[^/]+|regions/[^/]+)/(?<kind>\\w+)/(?<name>[^/]+)");
    private static final Pattern NETWORK =
            Pattern.compile("(.*projects/(?<project>[^/]+)/)?global/networks/(?<name>[^/]+)");

    private final CloudEstate estate;

    GoogleObjects(CloudEstate estate) {
        this.estate = estate;
    }

    static boolean is(CloudObject object) throws SourceFormatException {
        return object.node("selfLink") instanceof SourceNode.Text(String link, _, _)
                && link.contains("projects/");
    }

    void take(CloudObject object) throws SourceFormatException {
        String link = object.text("selfLink");
        Matcher parts = LINK.matcher(link);
        if (!parts.matches()) {
            throw object.fault(
                    "selfLink '%s': want .../projects/P/zones/Z/instances/N or alike"
                            .formatted(CloudObject.shown(link)));
        }
        String project = parts.group("project");
        switch (parts.group("kind")) {
            case "instances" -> instance(object, project, key(link), parts.group("place"));
            case "subnetworks" -> subnet(object, project, key(link));
            case "addresses", "globalAddresses" -> address(object, project);
            case "forwardingRules", "globalForwardingRules" -> rule(object, project);
            default ->
                    throw object.fault(
                            "is one of %s: want instances, networks subnets, addresses or forwarding-rules"
                                    .formatted(CloudObject.shown(parts.group("kind"))));
        }
    }

    /// Without host and version, which differ by how one asks.
    private static String key(String link) {
        int from = link.indexOf("projects/");
        return (from < 0 ? link : link.substring(from)).toLowerCase(Locale.ROOT);
    }

    private void instance(CloudObject instance, String project, String key, String place)
            throws SourceFormatException {
        Map<String, String> labels = instance.tags("labels");
        estate.machine(
                new Machine(
                        key,
                        instance.text("name"),
                        project + "/" + place.substring(place.lastIndexOf('/') + 1),
                        labels));
        for (CloudObject port : instance.objects("networkInterfaces")) {
            Holder holder = new Holder(port, Closeness.MACHINE, project, "", key, labels);
            Vrf vrf = vrf(port, project);
            inside(holder, vrf, port.node("networkIP"));
            range(holder, vrf, port, "ipv6Address", "internalIpv6PrefixLength");
            for (CloudObject range : port.objects("aliasIpRanges")) {
                inside(holder, vrf, range.node("ipCidrRange"));
            }
            for (CloudObject access : port.objects("accessConfigs")) {
                inside(holder, Vrf.DEFAULT, access.node("natIP"));
            }
            for (CloudObject access : port.objects("ipv6AccessConfigs")) {
                range(holder, Vrf.DEFAULT, access, "externalIpv6", "externalIpv6PrefixLength");
            }
        }
    }

    /// An address of the range that a machine has whole: its own one, which need not be the range's first.
    private void range(Holder holder, Vrf vrf, CloudObject object, String field, String lengthField)
            throws SourceFormatException {
        SourceNode node = object.node(field);
        if (node instanceof Absent || CloudObject.textOf(node).isEmpty()) {
            return;
        }
        Prefix own = CloudEstate.prefix(node);
        String digits = object.text(lengthField);
        int length = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : own.length();
        if (length > own.network().family().bits()) {
            throw new SourceFormatException(
                    object.node(lengthField),
                    lengthField + " " + length + ": want at most " + own.network().family().bits());
        }
        Prefix whole = Prefix.covering(own.network(), Math.min(length, own.length()));
        estate.holds(holder.of(vrf, node, whole), node);
    }

    /// @param project of the object; a network of another one (a shared VPC) says so itself
    private Vrf vrf(CloudObject object, String project) throws SourceFormatException {
        String network = object.text("network");
        Matcher parts = NETWORK.matcher(network);
        if (!parts.matches()) {
            throw object.fault(
                    "network '%s': want .../projects/P/global/networks/N"
                            .formatted(CloudObject.shown(network)));
        }
        String home = parts.group("project");
        return estate.networks().google(home == null ? project : home, parts.group("name"));
    }

    private void inside(Holder holder, Vrf vrf, SourceNode node) throws SourceFormatException {
        if (!(node instanceof Absent)) {
            estate.holds(holder.of(vrf, node), node);
        }
    }

    /// Has no labels.
    private void subnet(CloudObject subnet, String project, String key)
            throws SourceFormatException {
        Vrf vrf = vrf(subnet, project);
        estate.subnet(key, vrf);
        Holder holder = new Holder(subnet, Closeness.SUBNET, project, "", "", Map.of());
        inside(holder, vrf, subnet.node("ipCidrRange"));
        for (CloudObject range : subnet.objects("secondaryIpRanges")) {
            inside(holder, vrf, range.node("ipCidrRange"));
        }
        SourceNode internal = subnet.node("internalIpv6Prefix");
        SourceNode external = subnet.node("externalIpv6Prefix");
        inside(holder, vrf, internal);
        inside(holder, Vrf.DEFAULT, external);
        if (internal instanceof Absent && external instanceof Absent) { // older listings
            boolean open = subnet.text("ipv6AccessType").equals("EXTERNAL");
            inside(holder, open ? Vrf.DEFAULT : vrf, subnet.node("ipv6CidrRange"));
        }
    }

    private void address(CloudObject address, String project) throws SourceFormatException {
        String user = "";
        for (SourceNode each : address.list("users")) {
            String link = CloudObject.textOf(each);
            user = link.contains("/instances/") ? key(link) : user;
        }
        Holder holder =
                new Holder(address, Closeness.ADDRESS, project, "", user, address.tags("labels"));
        String length = address.text("prefixLength");
        SourceNode node = address.node("address");
        if (node instanceof Absent) {
            estate.leave(
                    address.at(address.fields()),
                    "address %s has none (status %s)"
                            .formatted(
                                    CloudObject.shown(address.text("name")),
                                    CloudObject.shown(address.text("status"))));
            return;
        }
        String text = CloudObject.textOf(node);
        Prefix prefix =
                CloudEstate.prefix(
                        node, length.isEmpty() || length.equals("0") ? text : text + "/" + length);
        place(address, project, holder, node, prefix, address.text("addressType"));
    }

    private void rule(CloudObject rule, String project) throws SourceFormatException {
        SourceNode node = rule.node("IPAddress");
        String address = CloudObject.textOf(node);
        if (address.isEmpty() || address.equals("0.0.0.0")) { // every address, in a service mesh
            estate.leave(
                    rule.at(rule.fields()),
                    "forwarding rule %s has no address of its own"
                            .formatted(CloudObject.shown(rule.text("name"))));
            return;
        }
        Holder holder = new Holder(rule, Closeness.ADDRESS, project, "", "", rule.tags("labels"));
        String scheme = rule.text("loadBalancingScheme");
        boolean isPrivate = scheme.startsWith("INTERNAL") || scheme.isEmpty();
        place(
                rule,
                project,
                holder,
                node,
                CloudEstate.prefix(node),
                isPrivate && rule.has("network") ? "INTERNAL" : scheme);
    }

    private void place(
            CloudObject object,
            String project,
            Holder holder,
            SourceNode node,
            Prefix prefix,
            String type)
            throws SourceFormatException {
        boolean inside = List.of("INTERNAL", "INTERNAL_MANAGED", "DNS_RESOLVER").contains(type);
        if (!inside) {
            estate.holds(holder.of(Vrf.DEFAULT, node, prefix), node);
        } else if (object.has("network")) {
            estate.holds(holder.of(vrf(object, project), node, prefix), node);
        } else {
            estate.holds(
                    new Later(holder.of(Vrf.DEFAULT, node, prefix), key(object.text("subnetwork"))),
                    node);
        }
    }
}
