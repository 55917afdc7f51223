package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.cloud.CloudEstate.Holder;
import io.segwright.collectors.imports.cloud.CloudFact.Closeness;
import io.segwright.collectors.imports.cloud.CloudFact.Machine;
import io.segwright.collectors.imports.cloud.CloudFact.Port;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Absent;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What `aws ec2 describe-...` prints for `network-interfaces`, `instances`, `subnets`, `vpcs` and `addresses`, in its
/// wrapper or as a bare list (`--query 'NetworkInterfaces'`).
final class AwsObjects {
    static final Set<String> WRAPPERS =
            Set.of(
                    "NetworkInterfaces",
                    "Reservations",
                    "Instances",
                    "Subnets",
                    "Vpcs",
                    "Addresses");

    private final CloudEstate estate;

    AwsObjects(CloudEstate estate) {
        this.estate = estate;
    }

    static boolean is(CloudObject object) {
        return object.has("PublicIp")
                || object.has("Instances")
                || object.has("InstanceId")
                || object.has("NetworkInterfaceId")
                || object.has("VpcId");
    }

    void take(CloudObject object) throws SourceFormatException {
        if (object.has("PublicIp")) {
            address(object);
        } else if (object.has("Instances")) { // a reservation
            for (CloudObject instance : object.objects("Instances")) {
                instance(instance, object.text("OwnerId"));
            }
        } else if (object.has("InstanceId")) {
            instance(object, "");
        } else if (object.has("NetworkInterfaceId")) {
            port(object);
        } else if (object.has("SubnetId")) {
            space(object, Closeness.SUBNET);
        } else {
            space(object, Closeness.NETWORK);
        }
    }

    private void instance(CloudObject instance, String account) throws SourceFormatException {
        String id = instance.text("InstanceId");
        Map<String, String> tags = instance.pairs("Tags");
        String name = tags.getOrDefault("name", "");
        estate.machine(
                new Machine(key(id), name.isEmpty() ? id : name, name.isEmpty() ? "" : id, tags));
        for (CloudObject port : instance.objects("NetworkInterfaces")) {
            // the account of the instance where the interface does not say its own
            String owner = port.text("OwnerId");
            port(port, id, owner.isEmpty() ? account : owner, Map.of());
        }
        if (instance.list("NetworkInterfaces").isEmpty()) {
            estate.leave(
                    instance.at(instance.fields()),
                    "instance %s has no network interface (state %s)"
                            .formatted(
                                    CloudObject.shown(id),
                                    CloudObject.shown(instance.object("State").text("Name"))));
        }
    }

    private void port(CloudObject port) throws SourceFormatException {
        port(
                port,
                port.object("Attachment").text("InstanceId"),
                port.text("OwnerId"),
                port.pairs("TagSet"));
    }

    private void port(CloudObject port, String machine, String account, Map<String, String> tags)
            throws SourceFormatException {
        String id = port.text("NetworkInterfaceId");
        estate.port(new Port(key(id), key(machine), tags));
        Holder holder = new Holder(port, Closeness.PORT, account, id, machine, tags);
        Vrf vrf = vrf(port);
        inside(holder, vrf, port.node("PrivateIpAddress"));
        outside(holder, port.object("Association"));
        for (CloudObject each : port.objects("PrivateIpAddresses")) {
            inside(holder, vrf, each.node("PrivateIpAddress"));
            outside(holder, each.object("Association"));
        }
        for (CloudObject each : port.objects("Ipv4Prefixes")) {
            inside(holder, vrf, each.node("Ipv4Prefix"));
        }
        for (CloudObject each : port.objects("Ipv6Addresses")) {
            inside(holder, vrf, each.node("Ipv6Address"));
        }
        for (CloudObject each : port.objects("Ipv6Prefixes")) {
            inside(holder, vrf, each.node("Ipv6Prefix"));
        }
    }

    private Vrf vrf(CloudObject object) throws SourceFormatException {
        String vpc = object.text("VpcId");
        if (vpc.isEmpty()) {
            throw object.fault("has no VpcId: in which VPC are its addresses");
        }
        return estate.networks().aws(vpc);
    }

    /// IPv6 addresses of a VPC are global, or, since 2024, private.
    private void inside(Holder holder, Vrf vrf, SourceNode node) throws SourceFormatException {
        if (!(node instanceof Absent)) {
            Prefix prefix = CloudEstate.prefix(node);
            boolean global = CloudNetworks.isGlobal(prefix.network());
            estate.holds(holder.of(global ? Vrf.DEFAULT : vrf, node, prefix), node);
        }
    }

    private void outside(Holder holder, CloudObject association) throws SourceFormatException {
        for (String field : new String[] {"PublicIp", "CarrierIp", "CustomerOwnedIp"}) {
            SourceNode node = association.node(field);
            if (!(node instanceof Absent)) {
                estate.holds(holder.of(Vrf.DEFAULT, node), node);
            }
        }
    }

    private void address(CloudObject address) throws SourceFormatException {
        outside(
                new Holder(
                        address,
                        Closeness.ADDRESS,
                        address.text("NetworkInterfaceOwnerId"),
                        address.text("NetworkInterfaceId"),
                        address.text("InstanceId"),
                        address.pairs("Tags")),
                address);
    }

    private void space(CloudObject space, Closeness closeness) throws SourceFormatException {
        Holder holder =
                new Holder(space, closeness, space.text("OwnerId"), "", "", space.pairs("Tags"));
        Vrf vrf = vrf(space);
        if (!space.has("CidrBlock") && space.list("Ipv6CidrBlockAssociationSet").isEmpty()) {
            throw space.fault("has no CidrBlock: want what describe-subnets or -vpcs prints");
        }
        inside(holder, vrf, space.node("CidrBlock"));
        for (CloudObject more : space.objects("CidrBlockAssociationSet")) {
            if (!more.text("CidrBlock").equals(space.text("CidrBlock")) && associated(more)) {
                inside(holder, vrf, more.node("CidrBlock"));
            }
        }
        for (CloudObject more : space.objects("Ipv6CidrBlockAssociationSet")) {
            if (associated(more)) {
                inside(holder, vrf, more.node("Ipv6CidrBlock"));
            }
        }
    }

    private static boolean associated(CloudObject block) throws SourceFormatException {
        String state =
                block.object(block.has("CidrBlockState") ? "CidrBlockState" : "Ipv6CidrBlockState")
                        .text("State");
        return state.isEmpty() || state.startsWith("associat"); // not disassociated, not failed
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
