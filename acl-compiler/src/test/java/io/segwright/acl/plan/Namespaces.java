package io.segwright.acl.plan;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Network namespaces of one test, gone after it: `r` routes and bridges for hosts `a` and `b`; `c` is everything
/// beyond it; `x` is alone, for loading what would cut the others off.
///
/// ```
/// a 10.10.1.5   --+
///                 +-- br0 [ r ] eth1 ---- c  10.10.2.5, 10.9.250.7
/// b 10.10.1.200 --+   10.10.1.1
/// ```
final class Namespaces {
    private static final int COMMAND_SECONDS_MAX =
            20; // a bound for a hung command, not a measurement
    private static final String LISTENER =
            """
            import socket, sys, threading
            def serve(s):
                while True:
                    s.accept()[0].close()
            for port in sys.argv[1:]:
                s = socket.socket(socket.AF_INET6)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
                s.bind(("::", int(port)))
                s.listen(16)
                threading.Thread(target=serve, args=(s,)).start()
            print("ready", flush=True)
            """;
    private static final String CONNECT =
            """
            import socket, sys
            try:
                socket.create_connection((sys.argv[2], int(sys.argv[3])), 1.0, (sys.argv[1], 0)).close()
                print("open")
            except OSError:
                print("closed")
            """;

    private final String prefix = "sw-test-" + ProcessHandle.current().pid() + "-";
    private final List<String> names = new ArrayList<>();
    private final List<Process> listeners = new ArrayList<>();
    private final Path folder;

    Namespaces(Path folder) {
        this.folder = folder;
    }

    /// Skips the calling test, aloud, where namespaces cannot be had.
    static void require() {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean tools =
                Files.isExecutable(Path.of("/usr/sbin/nft"))
                        && Files.isExecutable(Path.of("/usr/bin/python3"))
                        && (Files.isExecutable(Path.of("/usr/sbin/ip"))
                                || Files.isExecutable(Path.of("/sbin/ip")));
        if (!root || !tools) {
            String reason = "SKIPPED: the nftables lab test wants root, ip, nft and python3";
            System.err.println(reason);
            abort(reason);
        }
    }

    void build() throws IOException, InterruptedException {
        for (String name : List.of("r", "a", "b", "c", "x")) {
            names.add(name);
            run("ip", "netns", "add", prefix + name);
            in(
                    name,
                    "sysctl",
                    "-qw",
                    "net.ipv6.conf.all.accept_dad=0", // both, or the kernel still waits a second
                    "net.ipv6.conf.default.accept_dad=0");
            in(name, "ip", "link", "set", "lo", "up");
        }
        in("r", "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        in("r", "ip", "link", "add", "br0", "type", "bridge");
        in("r", "ip", "link", "set", "br0", "up");
        host("a", "10.10.1.5", "fd10:1::5");
        host("b", "10.10.1.200", "fd10:1::200");
        addresses("r", "br0", "10.10.1.1/24", "fd10:1::1/64");
        cable("r", "eth1", "c", "eth0");
        addresses("r", "eth1", "10.1.11.1/31", "fd01::1/64");
        addresses("c", "eth0", "10.1.11.0/31", "fd01::2/64");
        addresses("c", "lo", "10.10.2.5/32", "fd10:2::5/128", "10.9.250.7/32", "fd00:ff::7/128");
        for (String to : List.of("10.10.2.0/24", "10.9.250.0/24")) {
            in("r", "ip", "route", "add", to, "via", "10.1.11.0");
        }
        for (String to : List.of("fd10:2::/64", "fd00:ff::/64")) {
            in("r", "ip", "route", "add", to, "via", "fd01::2");
        }
        in("c", "ip", "route", "add", "10.10.1.0/24", "via", "10.1.11.1");
        in("c", "ip", "route", "add", "fd10:1::/64", "via", "fd01::1");
    }

    private void host(String name, String v4, String v6) throws IOException, InterruptedException {
        String port = "to-" + name;
        cable("r", port, name, "eth0");
        in("r", "ip", "link", "set", port, "master", "br0");
        addresses(name, "eth0", v4 + "/24", v6 + "/64");
        in(name, "ip", "route", "add", "default", "via", "10.10.1.1");
        in(name, "ip", "route", "add", "default", "via", "fd10:1::1");
    }

    private void cable(String from, String fromPort, String to, String toPort)
            throws IOException, InterruptedException {
        run(
                "ip",
                "link",
                "add",
                fromPort,
                "netns",
                prefix + from,
                "type",
                "veth",
                "peer",
                "name",
                toPort,
                "netns",
                prefix + to);
        in(from, "ip", "link", "set", fromPort, "up");
        in(to, "ip", "link", "set", toPort, "up");
    }

    private void addresses(String name, String port, String... addresses)
            throws IOException, InterruptedException {
        for (String address : addresses) {
            in(name, "ip", "addr", "add", address, "dev", port);
        }
    }

    void listen(String name, String... ports) throws IOException {
        List<String> command = inside(name, "/usr/bin/python3", "-c", LISTENER);
        command.addAll(List.of(ports));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        listeners.add(process);
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"ready".equals(ready)) {
            throw new AssertionError("the listener in " + name + " did not start");
        }
    }

    /// @return `open` or `closed`
    String connect(String name, String from, String to, int port)
            throws IOException, InterruptedException {
        return in(name, "/usr/bin/python3", "-c", CONNECT, from, to, String.valueOf(port)).strip();
    }

    String load(String name, String file, String text) throws IOException, InterruptedException {
        Path path = Files.writeString(folder.resolve(file), text);
        in(name, "nft", "-c", "-f", path.toString());
        return in(name, "nft", "-f", path.toString());
    }

    /// Runs a command in a namespace; what it says on stdout.
    String in(String name, String... command) throws IOException, InterruptedException {
        return run(inside(name, command).toArray(String[]::new));
    }

    private List<String> inside(String name, String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", prefix + name));
        all.addAll(List.of(command));
        return all;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("sw-test", ".out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .redirectInput(Path.of("/dev/null").toFile())
                            .start();
            if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + ": hangs");
            }
            String said = Files.readString(out);
            if (process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
            return said;
        } finally {
            Files.delete(out);
        }
    }

    void remove() throws IOException, InterruptedException {
        for (Process listener : listeners) {
            listener.destroyForcibly().waitFor();
        }
        for (String name : names) {
            try {
                run("ip", "netns", "del", prefix + name);
            } catch (AssertionError e) {
                System.err.println("could not remove " + prefix + name + ": " + e.getMessage());
            }
        }
    }
}
