package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.snmp4j.smi.OID;

/// The device's own addresses: the union of ipAddressTable (RFC 4293), the old ipAddrTable (RFC 1213) and, where
/// those know no IPv6 or not its prefixes, IPV6-MIB (RFC 2465) and Cisco's pre-standard table.
///
/// Where two tables give one address different prefixes, one that is not a host prefix wins (Palo Alto says /32 in
/// the new table and the true mask in the old), then the newer table.
final class Addresses {
    private static final int CISCO = 9;
    private static final int JUNIPER = 2636;
    private static final OID IP_ADDRESS_ENTRY = new OID("1.3.6.1.2.1.4.34.1");
    private static final OID IP_PREFIX_ENTRY = new OID("1.3.6.1.2.1.4.32.1");
    private static final OID CISCO_ADDRESS_ENTRY = new OID("1.3.6.1.4.1.9.10.86.1.1.2.1");
    private static final OID CISCO_PREFIX_ENTRY = new OID("1.3.6.1.4.1.9.10.86.1.1.1.1");
    private static final OID IP_ADDR_ENTRY = new OID("1.3.6.1.2.1.4.20.1");
    private static final OID IPV6_ADDR_ENTRY = new OID("1.3.6.1.2.1.55.1.8.1");
    private static final int PREFIX_ORIGIN =
            5; // ipAddressPrefixOrigin, the column that the pointer names
    private static final long BROADCAST = 3; // IpAddressType of RFC 4293

    /// 127.0.0.0/16 and ::1 are every host's own. The rest of 127/8 may be real: an estate on loopback lives there.
    private static final Prefix LOCAL_HOST = Prefix.of("127.0.0.0/16");

    /// Between Juniper's routing engines and line cards, the same on every chassis.
    private static final Prefix JUNIPER_INTERNAL = Prefix.of("128.0.0.0/16");

    private final Map<IpAddress, Found> found = new TreeMap<>();
    private final int enterprise;

    private Addresses(int enterprise) {
        this.enterprise = enterprise;
    }

    /// @param length empty where no table gave a prefix
    record Found(IpAddress address, OptionalInt length, int interfaceIndex) {
        AddressFact in(Vrf vrf) {
            return new AddressFact(
                    address, length.orElse(address.family().bits()), interfaceIndex, vrf);
        }

        /// A host prefix that the device really gave.
        boolean isHostAddress() {
            return length.isPresent() && length.getAsInt() == address.family().bits();
        }
    }

    /// @param enterprise the private enterprise number of sysObjectID, 0 where unknown
    static List<Found> read(Walker walker, int enterprise) {
        Addresses addresses = new Addresses(enterprise);
        addresses.readModern(walker, "ipAddressTable", IP_ADDRESS_ENTRY, IP_PREFIX_ENTRY);
        addresses.readOld(walker);
        if (addresses.lacks(IpFamily.V6)) {
            addresses.readIpv6Mib(walker);
        }
        if (addresses.lacks(IpFamily.V6) && enterprise == CISCO) {
            addresses.readModern(
                    walker, "cIpAddressTable", CISCO_ADDRESS_ENTRY, CISCO_PREFIX_ENTRY);
        }
        return new ArrayList<>(addresses.found.values());
    }

    /// No address of the family, or one without a prefix.
    private boolean lacks(IpFamily family) {
        List<Found> known =
                found.values().stream().filter(each -> each.address().family() == family).toList();
        return known.isEmpty() || known.stream().anyMatch(each -> each.length().isEmpty());
    }

    private void readModern(Walker walker, String name, OID entry, OID prefixEntry) {
        Table table = walker.walk(name, Oids.columns(entry, 3, 4, 5)); // ifIndex, type, prefix
        for (Row row : table.rows()) {
            if (row.cell(1).number().orElse(0) == BROADCAST) {
                continue;
            }
            IndexReader index = new IndexReader(row.index(), 0);
            Optional<IpAddress> address = index.inetAddress(0);
            if (address.isPresent()) {
                OptionalInt length =
                        row.cell(2)
                                .oid()
                                .map(pointer -> pointedLength(pointer, prefixEntry, address.get()))
                                .orElse(OptionalInt.empty());
                add(new Found(address.get(), length, row.cell(0).count()));
            }
        }
    }

    /// The prefix length that an ipAddressPrefix pointer ends in. The standard has it name the origin column of
    /// the row, some (Nexus) name the row itself: one sub-identifier fewer.
    static OptionalInt pointedLength(OID pointer, OID prefixEntry, IpAddress address) {
        if (!pointer.startsWith(prefixEntry) || pointer.size() <= prefixEntry.size()) {
            return OptionalInt.empty(); // 0.0: the device does not say
        }
        int start = prefixEntry.size();
        if (pointer.get(start) == PREFIX_ORIGIN) {
            OptionalInt length = prefixRowLength(pointer, start + 1, address);
            if (length.isPresent()) {
                return length;
            }
        }
        return prefixRowLength(pointer, start, address);
    }

    private static OptionalInt prefixRowLength(OID pointer, int from, IpAddress address) {
        IndexReader index = new IndexReader(pointer, from);
        index.next(); // ifIndex
        Optional<IpAddress> network = index.inetAddress(1);
        int length = index.next();
        boolean fits =
                !index.isBroken()
                        && index.remaining() == 0
                        && network.isPresent()
                        && network.get().family() == address.family()
                        && length <= address.family().bits()
                        && Prefix.covering(network.get(), length).contains(address);
        return fits ? OptionalInt.of(length) : OptionalInt.empty();
    }

    private void readOld(Walker walker) {
        Table table =
                walker.walk("ipAddrTable", Oids.columns(IP_ADDR_ENTRY, 2, 3)); // ifIndex, mask
        for (Row row : table.rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            if (index.remaining() == 5) {
                index.next(); // Ascom puts an address type in front
            }
            Optional<IpAddress> address = index.octets(4);
            if (address.isPresent() && index.remaining() == 0) {
                OptionalInt length =
                        row.cell(1)
                                .address()
                                .map(Addresses::maskLength)
                                .orElse(OptionalInt.empty());
                add(new Found(address.get(), length, row.cell(0).count()));
            }
        }
    }

    /// The length of a mask whose ones are contiguous; 0.0.0.0 on an address is "not configured".
    static OptionalInt maskLength(IpAddress mask) {
        int bits = (int) mask.low();
        int length = Integer.bitCount(bits);
        boolean contiguous = length > 0 && bits == -1 << (32 - length);
        return mask.family() == IpFamily.V4 && contiguous
                ? OptionalInt.of(length)
                : OptionalInt.empty();
    }

    private void readIpv6Mib(Walker walker) {
        Table table =
                walker.walk("ipv6AddrTable", Oids.columns(IPV6_ADDR_ENTRY, 2)); // prefix length
        for (Row row : table.rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            int interfaceIndex = index.next();
            if (index.remaining() == 17) {
                index.next(); // some count the 16 octets, RFC 2465 does not
            }
            Optional<IpAddress> address = index.octets(16);
            if (address.isPresent() && index.remaining() == 0) {
                int length = row.cell(0).count();
                add(
                        new Found(
                                address.get(),
                                length > 0 && length <= address.get().family().bits()
                                        ? OptionalInt.of(length)
                                        : OptionalInt.empty(),
                                interfaceIndex));
            }
        }
    }

    private void add(Found next) {
        IpAddress address = next.address();
        boolean foreign =
                address.isUnspecified()
                        || address.isMulticast()
                        || address.isLinkLocal()
                        || LOCAL_HOST.contains(address)
                        || (address.family() == IpFamily.V6 && address.isLoopback())
                        || (enterprise == JUNIPER && JUNIPER_INTERNAL.contains(address));
        if (!foreign) {
            found.merge(address, next, Addresses::better);
        }
    }

    private static Found better(Found first, Found second) {
        int bits = first.address().family().bits();
        boolean firstTells = first.length().orElse(bits) < bits;
        boolean secondTells = second.length().orElse(bits) < bits;
        OptionalInt length =
                !firstTells && (secondTells || first.length().isEmpty())
                        ? second.length()
                        : first.length();
        int index = first.interfaceIndex() > 0 ? first.interfaceIndex() : second.interfaceIndex();
        return new Found(first.address(), length, index);
    }
}
