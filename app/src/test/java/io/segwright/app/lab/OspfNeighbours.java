package io.segwright.app.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/// A router's OSPFv2 and OSPFv3 neighbours, as FRR tells them.
///
/// @param full neighbours of both families in state Full
/// @param youngestSeconds how long the youngest of them has been known; starts anew when a neighbour was lost
record OspfNeighbours(int full, long youngestSeconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static OspfNeighbours of(LabNetwork lab, String router)
            throws IOException, InterruptedException {
        int full = 0;
        long youngest = Long.MAX_VALUE;
        for (JsonNode sessions : ask(lab, router, "show ip ospf neighbor json")) {
            for (JsonNode session : sessions) {
                full += session.get("converged").asText().equals("Full") ? 1 : 0;
                youngest = Math.min(youngest, session.get("upTimeInMsec").asLong() / 1_000);
            }
        }
        for (JsonNode session : ask(lab, router, "show ipv6 ospf6 neighbor json")) {
            full += session.get("state").asText().equals("Full") ? 1 : 0;
            youngest = Math.min(youngest, seconds(session.get("duration").asText()));
        }
        return new OspfNeighbours(full, youngest);
    }

    private static JsonNode ask(LabNetwork lab, String router, String question)
            throws IOException, InterruptedException {
        return JSON.readTree(lab.on(router, "vtysh", "-c", question).succeeded().out())
                .get("neighbors");
    }

    /// `00:01:17`
    private static long seconds(String duration) {
        long seconds = 0;
        for (String part : duration.split(":", -1)) {
            seconds = seconds * 60 + Long.parseLong(part);
        }
        return seconds;
    }
}
