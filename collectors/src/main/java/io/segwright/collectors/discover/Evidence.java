package io.segwright.collectors.discover;

/// Why an address is thought to be a device, best first: that is also the order in which they are asked.
enum Evidence {
    SEED("a seed"),
    LLDP("an LLDP neighbour of "),
    CDP("a CDP neighbour of "),
    ROUTE("a next hop of "),
    PEER("at the far end of a link of "),
    NEIGHBOUR("in the ARP or neighbour table of "),
    HINT("known to the collector's own host"),
    SWEEP("an address of a declared range");

    private final String text;

    Evidence(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
