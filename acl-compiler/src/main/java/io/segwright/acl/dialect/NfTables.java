package io.segwright.acl.dialect;

import java.util.List;

/// nftables, as Linux devices and hosts load it with `nft -f FILE`: one transaction that replaces our table.
///
/// - Management plane: `table inet segwright_mgmt`, a chain at the `input` hook with policy drop. `lo` is let in
///   first: a device talking to itself crosses no enforcement point. ARP is not seen by this table.
/// - Interfaces: `table inet segwright_segment`, a chain at the `forward` hook that jumps by interface. A permitted
///   packet *returns*, so that it meets the other interface's list too; an `accept` would skip that. Packets that cross
///   no interface with hosts are not judged here.
/// - Bridges: `table bridge segwright_segment`, for packets between two ports of one bridge. ARP passes; other
///   packets that are not IP do not. See [Bridges] for how a bridge is told from another.
///
/// The table's names are ours: what else is loaded on the device stays, and each table may only deny more.
///
/// @param bridges how a list finds its bridge
public record NfTables(Bridges bridges) implements Dialect {
    /// How a list finds its bridge.
    public enum Bridges {
        /// A single list is for whatever the device bridges, which every kernel can say, and which also denies what
        /// other bridges of the device carry; several lists each name their bridge.
        AS_NEEDED,
        /// Every list names its bridge: `meta ibrname`, for kernels with `NFT_BRIDGE_META` (Debian's have it), and
        /// for devices that also bridge what is no segment, e.g. containers.
        BY_NAME
    }

    public NfTables() {
        this(Bridges.AS_NEEDED);
    }

    @Override
    public String suffix() {
        return "nft";
    }

    @Override
    public Rendering render(String device, List<BoundList> lists) {
        return new NfWriter(device, lists, Lists.isManagement(lists), bridges).write();
    }

    @Override
    public Parsing parse(String file, String text) {
        return new NfParser(file, text, NfParser.Source.FILE).parse();
    }

    /// Reads what `nft list table` prints of our tables, for comparing a device with its file.
    ///
    /// A listing is not quite the rule: before `meta l4proto icmp` and `ipv6-icmp` nft leaves the family out, so such
    /// a line is read as its own family's, and one that was loaded for both families looks the same.
    public Parsing parseListing(String file, String text) {
        return new NfParser(file, text, NfParser.Source.LISTING).parse();
    }
}
