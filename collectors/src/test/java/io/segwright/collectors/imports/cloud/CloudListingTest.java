package io.segwright.collectors.imports.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.imports.AllocationImport;
import io.segwright.collectors.imports.AllocationImport.Imported;
import io.segwright.collectors.imports.AllocationImport.Refused;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.attribute.Tags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudListingTest {
    private static final Instant FROM = Instant.parse("2026-05-01T00:00:00Z");
    private static final String SUB = "/subscriptions/11111111-2222-3333-4444-555555555555";
    private static final String NET = SUB + "/resourceGroups/rg-net/providers/Microsoft.Network";
    private static final String HUB = NET + "/virtualNetworks/hub";
    private static final String VM =
            SUB + "/resourceGroups/RG-APP/providers/Microsoft.Compute/virtualMachines/web-1";

    /// What `az network nic list` prints; the machine's id in other letters, as it does.
    private static final String NICS =
            """
            [{"id": "%1$s/networkInterfaces/nic-1", "name": "nic-1", "tags": null,
              "ipConfigurations": [
                {"name": "a", "primary": true, "privateIPAddress": "10.0.0.4", "privateIPAddressVersion": "IPv4",
                 "publicIPAddress": {"id": "%1$s/publicIPAddresses/pip-1"}, "subnet": {"id": "%2$s/subnets/app"}},
                {"name": "b", "primary": false, "privateIPAddress": "10.0.0.5", "subnet": {"id": "%2$s/subnets/app"}},
                {"name": "c", "privateIPAddress": "10.0.0.16", "privateIPAddressPrefixLength": 28,
                 "subnet": {"id": "%2$s/subnets/app"}},
                {"name": "d", "privateIPAddress": "ace:cab:deca::4", "privateIPAddressVersion": "IPv6",
                 "subnet": {"id": "%2$s/subnets/app"}}],
              "type": "Microsoft.Network/networkInterfaces",
              "virtualMachine": {"id": "%3$s"}}]
            """
                    .formatted(NET, HUB, VM.toLowerCase(java.util.Locale.ROOT));

    private static final String VMS =
            """
            [{"id": "%s", "name": "web-1", "resourceGroup": "RG-APP",
              "networkProfile": {"networkInterfaces": [{"id": "%s/networkInterfaces/nic-1", "primary": null}]},
              "privateIps": "10.0.0.4,10.0.0.5", "publicIps": "192.0.2.10", "powerState": "VM running",
              "tags": {"Service": "shop", "Owner": "team-shop", "Env": "prod"}}]
            """
                    .formatted(VM, NET);

    private static final String VNETS =
            """
            [{"id": "%1$s", "name": "hub", "addressSpace": {"addressPrefixes": ["10.0.0.0/16", "ace:cab:deca::/48"]},
              "subnets": [{"id": "%1$s/subnets/app", "name": "app", "addressPrefix": "10.0.0.0/24"},
                          {"id": "%1$s/subnets/six", "addressPrefixes": ["10.0.1.0/24", "ace:cab:deca::/64"]}],
              "tags": {"owner": "team-net"}}]
            """
                    .formatted(HUB);

    private static final String PUBLIC =
            """
            [{"id": "%1$s/publicIPAddresses/pip-1", "name": "pip-1", "ipAddress": "192.0.2.10",
              "ipConfiguration": {"id": "%1$s/networkInterfaces/nic-1/ipConfigurations/a"},
              "tags": {"service": "edge"}},
             {"id": "%1$s/publicIPAddresses/pip-2", "name": "pip-2", "ipAddress": null, "ipConfiguration": null}]
            """
                    .formatted(NET);

    @TempDir private Path folder;

    private AllocationImport read(CloudMapping mapping, String... texts) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(
                    SourceFile.of(
                            Files.writeString(folder.resolve("f" + files.size() + ".json"), text)));
        }
        return CloudListing.read(files, mapping, FROM);
    }

    private Imported imported(String... texts) throws IOException {
        AllocationImport result = read(CloudMapping.shipped(), texts);
        assertThat(result).isInstanceOf(Imported.class);
        return (Imported) result;
    }

    private Refused refused(String... texts) throws IOException {
        AllocationImport result = read(CloudMapping.shipped(), texts);
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }

    private static List<String> lines(Imported result) {
        return result.allocations().stream()
                .map(a ->
                        a.vrf()
                                + " "
                                + a.prefix()
                                + " "
                                + String.join("|", words(a.tags()))
                                + " "
                                + a.source())
                .toList();
    }

    private static List<String> words(Tags tags) {
        return List.of(
                tags.service(),
                tags.subscription(),
                tags.workload(),
                tags.environment(),
                tags.owner());
    }

    @Test
    void azureInterfacesMachinesNetworksAndPublicAddressesAreJoined() throws IOException {
        Imported result = imported(PUBLIC, VMS, VNETS, NICS);
        String hub = "hub.4e721c4b ";
        String sub = "11111111-2222-3333-4444-555555555555";
        String web = " shop|" + sub + "|web-1|prod|team-shop ";
        assertThat(lines(result))
                .containsExactlyInAnyOrder(
                        "default 192.0.2.10/32 edge|"
                                + sub
                                + "|web-1|prod|team-shop f0.json:1:"
                                + column(PUBLIC, "\"192.0.2.10\""),
                        hub
                                + "10.0.0.0/16 |"
                                + sub
                                + "|||team-net f2.json:1:"
                                + column(VNETS, "\"10.0.0.0/16\""),
                        hub
                                + "ace:cab:deca::/48 |"
                                + sub
                                + "|||team-net f2.json:1:"
                                + column(VNETS, "\"ace:cab:deca::/48\""),
                        hub
                                + "10.0.0.0/24 |"
                                + sub
                                + "||| f2.json:2:"
                                + column(VNETS, "\"10.0.0.0/24\""),
                        hub
                                + "10.0.1.0/24 |"
                                + sub
                                + "||| f2.json:3:"
                                + column(VNETS, "\"10.0.1.0/24\""),
                        hub
                                + "ace:cab:deca::/64 |"
                                + sub
                                + "||| f2.json:3:"
                                + column(VNETS, "\"ace:cab:deca::/64\""),
                        hub + "10.0.0.4/32" + web + "f3.json:3:" + column(NICS, "\"10.0.0.4\""),
                        hub + "10.0.0.5/32" + web + "f3.json:5:" + column(NICS, "\"10.0.0.5\""),
                        hub + "10.0.0.16/28" + web + "f3.json:6:" + column(NICS, "\"10.0.0.16\""),
                        hub
                                + "ace:cab:deca::4/128"
                                + web
                                + "f3.json:8:"
                                + column(NICS, "\"ace:cab:deca::4\""));
        assertThat(result.allocations()).allMatch(a -> a.validFrom().equals(FROM));
        assertThat(result.warnings())
                .containsExactly("f0.json:4:2: public address pip-2 has none yet: nothing uses it");
    }

    private static int column(String text, String word) {
        return text.lines().filter(l -> l.contains(word)).findFirst().orElseThrow().indexOf(word)
                + 1;
    }

    @Test
    void machinesAloneDoNotSayInWhichNetworkTheyAre() throws IOException {
        Imported result = imported(VMS);
        assertThat(lines(result))
                .singleElement()
                .asString()
                .startsWith("default 192.0.2.10/32 shop|");
        assertThat(result.warnings())
                .hasSize(2)
                .first()
                .asString()
                .endsWith(
                        "10.0.0.4 of web-1: in which virtual network? add what 'az network nic list' prints");
    }

    @Test
    void oneObjectOnOneLineInTheWordsOfAnOlderCommandOrOfTheApiIsReadToo() throws IOException {
        String old =
                NICS.replace("privateIPAddress\"", "privateIpAddress\"").replace("\n", " ").strip();
        String api =
                """
                {"value": [{"id": "%s/networkInterfaces/n2", "properties": {"ipConfigurations": [{"name": "x",
                 "properties": {"privateIPAddress": "10.0.0.9", "subnet": {"id": "%s/subnets/app"}}}]}}]}
                """
                        .formatted(NET, HUB);
        assertThat(lines(imported(old.substring(1, old.length() - 1), api)))
                .hasSize(5)
                .last()
                .asString()
                .startsWith("hub.4e721c4b 10.0.0.9/32 |11111111-2222-3333-4444-555555555555||| ");
    }

    private static final String ENIS =
            """
            {"NetworkInterfaces": [
              {"NetworkInterfaceId": "eni-1", "OwnerId": "123456789012", "VpcId": "vpc-a", "SubnetId": "subnet-a",
               "Attachment": {"InstanceId": "i-1", "InstanceOwnerId": "123456789012", "Status": "attached"},
               "Association": {"PublicIp": "198.51.100.7", "IpOwnerId": "amazon"}, "InterfaceType": "interface",
               "PrivateIpAddress": "10.0.0.4",
               "PrivateIpAddresses": [
                 {"Primary": true, "PrivateIpAddress": "10.0.0.4", "Association": {"PublicIp": "198.51.100.7"}},
                 {"Primary": false, "PrivateIpAddress": "10.0.0.5"}],
               "Ipv4Prefixes": [{"Ipv4Prefix": "10.0.0.32/28"}],
               "Ipv6Addresses": [{"Ipv6Address": "2001:db8::4"}, {"Ipv6Address": "fd00:ec2::4"}],
               "Ipv6Prefixes": [{"Ipv6Prefix": "2001:db8:0:0:1::/80"}],
               "TagSet": [{"Key": "Env", "Value": "prod"}]},
              {"NetworkInterfaceId": "eni-2", "OwnerId": "123456789012", "VpcId": "vpc-b",
               "Attachment": {"InstanceOwnerId": "amazon-elb"}, "PrivateIpAddress": "10.0.0.4",
               "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.0.0.4"}], "TagSet": []}]}
            """;

    private static final String RESERVATIONS =
            """
            {"Reservations": [{"OwnerId": "123456789012", "Instances": [
              {"InstanceId": "i-1", "VpcId": "vpc-a", "State": {"Name": "running"},
               "Tags": [{"Key": "Name", "Value": "web-1"}, {"Key": "app", "Value": "shop"}, {"Key": "Team", "Value": "t"}],
               "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "OwnerId": "123456789012", "VpcId": "vpc-a",
                 "PrivateIpAddress": "10.0.0.4", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.4"}]}]},
              {"InstanceId": "i-2", "State": {"Name": "terminated"}, "NetworkInterfaces": []}]}]}
            """;

    private static final String SUBNETS =
            """
            {"Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-a", "OwnerId": "123456789012", "CidrBlock": "10.0.0.0/24",
              "Ipv6CidrBlockAssociationSet": [
                {"Ipv6CidrBlock": "2001:db8::/64", "Ipv6CidrBlockState": {"State": "associated"}},
                {"Ipv6CidrBlock": "2001:db8:9::/64", "Ipv6CidrBlockState": {"State": "disassociated"}}],
              "Tags": [{"Key": "owner", "Value": "team-net"}]}]}
            """;

    private static final String EIPS =
            """
            {"Addresses": [{"PublicIp": "198.51.100.7", "AllocationId": "eipalloc-1", "InstanceId": "i-1",
              "NetworkInterfaceId": "eni-1", "NetworkInterfaceOwnerId": "123456789012", "PrivateIpAddress": "10.0.0.4",
              "Domain": "vpc", "Tags": [{"Key": "service", "Value": "edge"}]}]}
            """;

    @Test
    void amazonInterfacesInstancesSubnetsAndElasticAddressesAreJoinedAndTwoVpcsStayApart()
            throws IOException {
        Imported result = imported(ENIS, RESERVATIONS, SUBNETS, EIPS);
        String web = " shop|123456789012|web-1|prod|t f0.json:";
        assertThat(lines(result))
                .satisfiesExactlyInAnyOrder(
                        l -> assertThat(l).startsWith("vpc-a 10.0.0.4/32" + web),
                        l -> assertThat(l).startsWith("vpc-a 10.0.0.5/32" + web),
                        l -> assertThat(l).startsWith("vpc-a 10.0.0.32/28" + web),
                        l -> assertThat(l).startsWith("vpc-a fd00:ec2::4/128" + web),
                        l -> assertThat(l).startsWith("default 2001:db8::4/128" + web),
                        l -> assertThat(l).startsWith("default 2001:db8:0:0:1::/80" + web),
                        l ->
                                assertThat(l)
                                        .startsWith(
                                                "default 198.51.100.7/32 edge|123456789012|web-1|prod|t f3.json:"),
                        l -> assertThat(l).startsWith("vpc-b 10.0.0.4/32 |123456789012||| "),
                        l ->
                                assertThat(l)
                                        .startsWith("vpc-a 10.0.0.0/24 |123456789012|||team-net "),
                        l ->
                                assertThat(l)
                                        .startsWith(
                                                "default 2001:db8::/64 |123456789012|||team-net "));
        assertThat(result.warnings())
                .containsExactly(
                        "f1.json:6:3: instance i-2 has no network interface (state terminated)");
    }

    private static final String PROJECT = "https://www.googleapis.com/compute/v1/projects/shop";
    private static final String INSTANCES =
            """
            [{"kind": "compute#instance", "name": "web-1", "selfLink": "%1$s/zones/europe-west1-b/instances/web-1",
              "labels": {"app": "shop", "team": "t", "env": "prod"},
              "networkInterfaces": [{"name": "nic0", "network": "%1$s/global/networks/main", "networkIP": "10.132.0.2",
                "aliasIpRanges": [{"ipCidrRange": "10.4.0.0/24", "subnetworkRangeName": "pods"}],
                "ipv6Address": "fd20:0:0:1::2", "internalIpv6PrefixLength": 96,
                "accessConfigs": [{"kind": "compute#accessConfig", "name": "External NAT", "natIP": "203.0.113.7"}],
                "ipv6AccessConfigs": [{"externalIpv6": "2001:db8:0:0:0:1:0:0", "externalIpv6PrefixLength": 96}]}]}]
            """
                    .formatted(PROJECT);
    private static final String GCP_SUBNETS =
            """
            [{"name": "web", "selfLink": "%1$s/regions/europe-west1/subnetworks/web", "network": "%1$s/global/networks/main",
              "ipCidrRange": "10.132.0.0/20", "secondaryIpRanges": [{"rangeName": "pods", "ipCidrRange": "10.4.0.0/14"}],
              "externalIpv6Prefix": "2001:db8:0:0:0:0:0:0/64", "ipv6CidrRange": "2001:db8:0:0:0:0:0:0/64"}]
            """
                    .formatted(PROJECT);
    private static final String ADDRESSES =
            """
            [{"kind": "compute#address", "selfLink": "%1$s/regions/europe-west1/addresses/a", "name": "a",
              "address": "203.0.113.7", "addressType": "EXTERNAL", "status": "IN_USE",
              "users": ["%1$s/zones/europe-west1-b/instances/web-1"], "labels": {"service": "edge"}},
             {"kind": "compute#address", "selfLink": "%1$s/regions/europe-west1/addresses/b", "name": "b",
              "address": "10.132.0.9", "addressType": "INTERNAL", "purpose": "GCE_ENDPOINT",
              "subnetwork": "https://compute.googleapis.com/compute/v1/projects/shop/regions/europe-west1/subnetworks/web"},
             {"kind": "compute#address", "selfLink": "%1$s/global/addresses/peering", "name": "peering",
              "address": "10.8.0.0", "prefixLength": 16, "addressType": "INTERNAL", "purpose": "VPC_PEERING",
              "network": "%1$s/global/networks/main"},
             {"kind": "compute#forwardingRule", "selfLink": "%1$s/global/forwardingRules/r1", "name": "r1",
              "IPAddress": "203.0.113.80", "loadBalancingScheme": "EXTERNAL_MANAGED", "labels": {"service": "one"}},
             {"kind": "compute#forwardingRule", "selfLink": "%1$s/global/forwardingRules/r2", "name": "r2",
              "IPAddress": "203.0.113.80", "loadBalancingScheme": "EXTERNAL_MANAGED", "labels": {"service": "two", "owner": "t"}},
             {"kind": "compute#forwardingRule", "selfLink": "%1$s/regions/r/forwardingRules/r3", "name": "r3",
              "IPAddress": "10.132.0.80", "loadBalancingScheme": "INTERNAL", "network": "%1$s/global/networks/main"}]
            """
                    .formatted(PROJECT);

    @Test
    void googleInstancesSubnetsAddressesAndForwardingRulesAreJoined() throws IOException {
        Imported result = imported(ADDRESSES, INSTANCES, GCP_SUBNETS);
        String web = " shop|shop|web-1|prod|t f1.json:";
        assertThat(lines(result))
                .satisfiesExactlyInAnyOrder(
                        l -> assertThat(l).startsWith("shop/main 10.132.0.2/32" + web),
                        l -> assertThat(l).startsWith("shop/main 10.4.0.0/24" + web),
                        l -> assertThat(l).startsWith("shop/main fd20:0:0:1::/96" + web),
                        l -> assertThat(l).startsWith("default 2001:db8::1:0:0/96" + web),
                        l ->
                                assertThat(l)
                                        .startsWith(
                                                "default 203.0.113.7/32 edge|shop|web-1|prod|t f0."),
                        l -> assertThat(l).startsWith("shop/main 10.132.0.9/32 |shop||| "),
                        l -> assertThat(l).startsWith("shop/main 10.8.0.0/16 |shop||| "),
                        l -> assertThat(l).startsWith("default 203.0.113.80/32 |shop|||t "),
                        l -> assertThat(l).startsWith("shop/main 10.132.0.80/32 |shop||| "),
                        l -> assertThat(l).startsWith("shop/main 10.132.0.0/20 |shop||| "),
                        l -> assertThat(l).startsWith("shop/main 10.4.0.0/14 |shop||| "),
                        l -> assertThat(l).startsWith("default 2001:db8::/64 |shop||| "));
        assertThat(result.warnings())
                .singleElement()
                .asString()
                .endsWith(
                        "the service of 203.0.113.80/32 in VRF default is 'one' and 'two' at once (first at f0.json:11:16): neither is taken");
    }

    @Test
    void machinesOfOneNameAreToldApart() throws IOException {
        String two =
                INSTANCES
                        .replace("europe-west1-b", "europe-west1-c")
                        .replace("10.132.0.2", "10.132.0.3")
                        .replace("10.4.0", "10.4.1")
                        .replace("fd20:0:0:1::", "fd20:0:0:2::")
                        .replace("203.0.113.7", "203.0.113.8")
                        .replace("0:1:0:0", "0:2:0:0");
        assertThat(imported(INSTANCES, two).allocations())
                .extracting(a -> a.tags().workload())
                .containsOnly("web-1 (shop/europe-west1-b)", "web-1 (shop/europe-west1-c)");
    }

    @Test
    void aMappingSaysWhichTagsCountAndWhatNetworksAreCalled() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("map.yaml"),
                        """
                        version: 1
                        tags: {service: [CostCentre], subscription: account-name, owner: []}
                        vrfs: {vpc-a: shop, VPC-B: shop}
                        """);
        CloudMapping.Reading reading = CloudMapping.read(SourceFile.of(file));
        assertThat(reading).isInstanceOf(CloudMapping.Reading.Read.class);
        AllocationImport result =
                read(
                        ((CloudMapping.Reading.Read) reading).mapping(),
                        SUBNETS.replace("\"owner\"", "\"costCentre\""));
        assertThat(lines((Imported) result).getFirst())
                .startsWith("shop 10.0.0.0/24 team-net|123456789012||| ");
        // peered networks do not overlap; if they do, somebody must say which is meant
        assertThat(
                        ((Refused)
                                        read(
                                                ((CloudMapping.Reading.Read) reading).mapping(),
                                                ENIS.replace(
                                                        "amazon-elb\"",
                                                        "x\", \"InstanceId\": \"i-9\"")))
                                .errors())
                .singleElement()
                .asString()
                .matches(
                        "f0.json:14:85: 10.0.0.4/32 in VRF shop is on i-9, and on i-1 at f0.json:5:24: list again, all at one time");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
version: 2                       | map.yaml:1:10: version is not known: want 1
tags: {colour: x}                | map.yaml:1:16: unknown field 'colour': want one of [environment, owner, service, subscription, vm]
tags: {owner: [[x]]}             | map.yaml:1:16: is a list, want the key of a tag
tags: 7                          | map.yaml:1:7: is a text, want an object
vrfs: {vpc-a: a b}               | map.yaml:1:15: VRF name 'a b': want 1..64 characters without blanks
colour: x                        | map.yaml:1:9: unknown key 'colour': want version, tags or vrfs
""")
    void aWrongMappingIsLocated(String yaml, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("map.yaml"), yaml);
        assertThat(CloudMapping.read(SourceFile.of(file)))
                .isEqualTo(new CloudMapping.Reading.Refused(List.of(message), 1));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
10.0.0.0/24"      | 10.0.0.1/24"        | f0.json:1:97: address 10.0.0.1/24 has host bits set: want 10.0.0.0/24 or 10.0.0.1
"10.0.0.0/24"     | ["10.0.0.0/24"]     | f0.json:1:97: is a list, want a text
10.0.0.0/24       | fe80::1%eth0        | f0.json:1:97: address 'fe80::1%eth0' has a zone, which means something on one machine only: want fe80::1
10.0.0.0/24       | ::ffff:10.0.0.0/120 | f0.json:1:97: address '::ffff:10.0.0.0/120' is an IPv4-mapped IPv6 address: want 10.0.0.0/24
team-net          | =cmd                | f0.json:1:97: the owner of 10.0.0.0/24 in VRF vpc-a: '=cmd' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit
"vpc-a"           | ""                  | f0.json:1:14: has no VpcId: in which VPC are its addresses
"Subnets": [      | "NextToken": "x", "Subnets": [ | f0.json:1:15: NextToken says that the listing goes on: list it whole, without a limit
"SubnetId"        | "What"              | ``
[{"SubnetId"      | [7, {"SubnetId"     | f0.json:1:14: is a text, want an object
"Subnets": [{     | "Subnets": [{}, {   | f0.json:1:14: is of no known kind: want an object that az (with its id), aws ec2 or gcloud compute (with its selfLink) lists
]}]}              | ]}]                 | f0.json:6:1: not JSON: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])
""")
    void whatIsWrongIsLocatedAndNothingIsTaken(String from, String to, String message)
            throws IOException {
        AllocationImport result =
                read(
                        CloudMapping.shipped(),
                        SUBNETS.replace(from, to)
                                .replace(
                                        "2001:db8::/64",
                                        from.equals("team-net") ? "10.0.0.0/24" : "2001:db8::/64"));
        if (message.isEmpty()) {
            assertThat(result).isInstanceOf(Imported.class);
        } else {
            assertThat(result).isEqualTo(new Refused(List.of(message), 1));
        }
    }

    @Test
    void nothingIsTakenFromOneFileWhereAnotherIsWrong() throws IOException {
        assertThat(refused(ENIS, "[]", "[{\"id\": \"/subscriptions/x\"}]").errors())
                .containsExactly(
                        "f2.json:1:2: id '/subscriptions/x': want /subscriptions/../resourceGroups/../providers/Microsoft.Network/..");
        assertThat(refused("[]").errors())
                .containsExactly(
                        "f0.json: holds no addresses; want what az, aws or gcloud list as JSON");
    }

    @Test
    void damagedListingsNeverDoWorseThanARefusal() throws IOException {
        for (String text : List.of(NICS, PUBLIC, ENIS, RESERVATIONS, ADDRESSES, INSTANCES)) {
            byte[] good = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < good.length * 8; i += 29) {
                byte[] bad = good.clone();
                bad[i / 8] ^= (byte) (1 << (i % 8));
                Path path = Files.write(folder.resolve("bad.json"), bad);
                assertThat(
                                CloudListing.read(
                                        List.of(SourceFile.of(path)), CloudMapping.shipped(), FROM))
                        .isNotNull();
            }
        }
    }
}
