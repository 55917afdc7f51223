package io.segwright.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Who reaches whom in the lab, as `h1 h2 tcp/8080 v4`: what the policy says, written down by hand, and what real
/// connections say.
final class Reach {
    static final int PROBES = 300; // 30 pairs of hosts, 5 services, 2 families

    /// lab/net/policy.yaml, worked out with a pencil. Web: h1, h3. App: h2, h5. Db: h4, h6.
    private static final String TRUTH =
            """
            h1 h2 tcp/8080
            h1 h5 tcp/8080
            h3 h2 tcp/8080
            h3 h5 tcp/8080
            h2 h4 tcp/5432
            h2 h6 tcp/5432
            h5 h4 tcp/5432
            h5 h6 tcp/5432
            h2 h4 udp/5353
            h2 h6 udp/5353
            h5 h4 udp/5353
            h5 h6 udp/5353
            h1 h3 icmp/0
            h3 h1 icmp/0
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Reach() {}

    static NavigableSet<String> truth() {
        NavigableSet<String> open = new TreeSet<>();
        TRUTH.lines()
                .forEach(line -> {
                    open.add(line + " v4");
                    open.add(line + " v6");
                });
        return open;
    }

    /// Makes all 300 connections.
    static NavigableSet<String> probed(LabNetwork lab) throws IOException, InterruptedException {
        NavigableSet<String> open = new TreeSet<>();
        int probes = 0;
        for (String line :
                lab.run(LabNetwork.NET.resolve("probe").toString())
                        .succeeded()
                        .out()
                        .lines()
                        .toList()) {
            JsonNode probe = JSON.readTree(line);
            probes++;
            if (probe.get("open").asBoolean()) {
                open.add(
                        String.join(
                                " ",
                                probe.get("from").asText(),
                                probe.get("to").asText(),
                                probe.get("proto").asText() + "/" + probe.get("port").asInt(),
                                "v" + probe.get("family").asInt()));
            }
        }
        assertThat(probes).isEqualTo(PROBES);
        return open;
    }
}
