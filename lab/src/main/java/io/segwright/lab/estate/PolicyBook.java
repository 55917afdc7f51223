package io.segwright.lab.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The estate's services, segments and rules: the source of its policy file, of its hosts' tags and of its flows.
final class PolicyBook {
    /// What a host is for.
    ///
    /// @param segment the one that its tags select
    record Purpose(String segment, String service, String environment, String owner) {}

    /// @param items as in a policy file, e.g. `tcp/443`
    record NetService(String name, List<String> items) {}

    /// @param service name of a [NetService]
    record Rule(
            String name,
            String from,
            String to,
            String service,
            String owner,
            String ticket,
            String expires) {}

    static final List<Purpose> PURPOSES =
            List.of(
                    new Purpose("web-prod", "web", "prod", "team-web"),
                    new Purpose("app-prod", "app", "prod", "team-app"),
                    new Purpose("db-prod", "db", "prod", "team-data"),
                    new Purpose("cache-prod", "cache", "prod", "team-app"),
                    new Purpose("desktop", "desktop", "prod", "team-workplace"),
                    new Purpose("web-test", "web", "test", "team-web"),
                    new Purpose("app-test", "app", "test", "team-app"),
                    new Purpose("db-test", "db", "test", "team-data"),
                    new Purpose("dns", "dns", "prod", "team-core"),
                    new Purpose("directory", "directory", "prod", "team-core"),
                    new Purpose("mail", "mail", "prod", "team-workplace"),
                    new Purpose("monitoring", "monitoring", "prod", "team-ops"),
                    new Purpose("backup", "backup", "prod", "team-ops"),
                    new Purpose("build", "build", "test", "team-dev"),
                    new Purpose("storage", "storage", "prod", "team-data"),
                    new Purpose("voip", "voip", "prod", "team-workplace"));

    static final List<NetService> SERVICES =
            List.of(
                    new NetService("https", List.of("tcp/443")),
                    new NetService("app", List.of("tcp/8000-8099")),
                    new NetService("postgres", List.of("tcp/5432")),
                    new NetService("redis", List.of("tcp/6379")),
                    new NetService("dns", List.of("udp/53", "tcp/53")),
                    new NetService("ldaps", List.of("tcp/636")),
                    new NetService("smtp", List.of("tcp/25")),
                    new NetService("imaps", List.of("tcp/993")),
                    new NetService("metrics", List.of("tcp/9100-9110")),
                    new NetService("backup", List.of("tcp/10000-10005")),
                    new NetService("nfs", List.of("tcp/2049")),
                    new NetService("sip", List.of("udp/5060", "udp/16384-16484")),
                    new NetService("ping", List.of("icmp/echo-request", "icmpv6/echo-request")),
                    new NetService("ssh", List.of("tcp/22")),
                    new NetService("snmp", List.of("udp/161")));

    private PolicyBook() {}

    static Purpose purpose(int number) {
        return PURPOSES.get(number % PURPOSES.size());
    }

    private static String owner(String segment) {
        for (Purpose purpose : PURPOSES) {
            if (purpose.segment.equals(segment)) {
                return purpose.owner;
            }
        }
        return "network-team";
    }

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (String stage : List.of("prod", "test")) {
            add(rules, "web-" + stage, "app-" + stage, "app");
            add(rules, "app-" + stage, "db-" + stage, "postgres");
        }
        add(rules, "desktop", "web-prod", "https");
        add(rules, "build", "web-test", "https");
        add(rules, "build", "app-test", "app");
        add(rules, "app-prod", "cache-prod", "redis");
        add(rules, "desktop", "mail", "imaps");
        add(rules, "app-prod", "mail", "smtp");
        add(rules, "monitoring", "mail", "smtp");
        add(rules, "desktop", "voip", "sip");
        add(rules, "voip", "voip", "sip");
        add(rules, "db-prod", "storage", "nfs");
        add(rules, "build", "storage", "nfs");
        for (Purpose purpose : PURPOSES) {
            if (!purpose.segment.equals("dns")) {
                add(rules, purpose.segment, "dns", "dns");
            }
            if (!purpose.segment.equals("monitoring")) {
                add(rules, "monitoring", purpose.segment, "metrics");
            }
        }
        for (String client : List.of("desktop", "web-prod", "app-prod", "mail", "build", "voip")) {
            add(rules, client, "directory", "ldaps");
        }
        for (String client : List.of("db-prod", "storage", "mail", "directory")) {
            add(rules, client, "backup", "backup");
        }
        for (Purpose purpose : PURPOSES) {
            add(rules, "jump", purpose.segment, "ssh");
        }
        add(rules, "monitoring", "web-prod", "ping");
        add(rules, "monitoring", "dns", "ping");
        return List.copyOf(rules);
    }

    private static void add(List<Rule> rules, String from, String to, String service) {
        int number = rules.size();
        String owner = owner(to);
        String prefix = owner.substring(owner.indexOf('-') + 1).toUpperCase(Locale.ROOT);
        rules.add(
                new Rule(
                        from + "-to-" + to + "-" + service,
                        from,
                        to,
                        service,
                        owner,
                        prefix + "-" + (100 + number),
                        "20%02d-%02d-28".formatted(28 + number % 3, 1 + number % 12)));
    }

    static Map<String, NetService> servicesByName() {
        Map<String, NetService> byName = new LinkedHashMap<>();
        SERVICES.forEach(service -> byName.put(service.name, service));
        return byName;
    }
}
