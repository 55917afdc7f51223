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
///   packets that are not IP do not.
///
/// The table's names are ours: what else is loaded on the device stays, and each table may only deny more.
public record NfTables() implements Dialect {
    @Override
    public String suffix() {
        return "nft";
    }

    @Override
    public Rendering render(String device, List<BoundList> lists) {
        return new NfWriter(device, lists, Lists.isManagement(lists)).write();
    }

    @Override
    public Parsing parse(String file, String text) {
        return new NfParser(file, text, NfParser.Source.FILE).parse();
    }

    /// Reads what `nft list table` prints of our tables, for comparing a device with its file.
    public Parsing parseListing(String file, String text) {
        return new NfParser(file, text, NfParser.Source.LISTING).parse();
    }
}
