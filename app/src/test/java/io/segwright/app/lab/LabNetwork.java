package io.segwright.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.app.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The running network lab: commands on its devices, and Segwright itself on its management station, as a process of
/// its own since it must live in the station's network namespace.
final class LabNetwork implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("segwright.root", ".."));
    static final Path NET = ROOT.resolve("lab/net");
    private static final Path LAB = Path.of(System.getProperty("segwright.lab", NET.toString()));
    private static final int SECONDS_MAX = 90; // one command; `up` takes 20 s on a busy machine

    private final Path work;
    private int outputs;

    /// What a command said, once it has ended.
    record Ended(List<String> command, int code, String out, String err) {
        Ended succeeded() {
            assertThat(code).as(this::toString).isZero();
            return this;
        }
    }

    /// A command that still runs.
    record Running(List<String> command, Process process, Path out, Path err) {
        Ended await() throws IOException, InterruptedException {
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            String said = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
            String complained = new String(Files.readAllBytes(err), StandardCharsets.UTF_8);
            assertThat(ended)
                    .as(command + " took over " + SECONDS_MAX + " s: " + said + complained)
                    .isTrue();
            return new Ended(command, process.exitValue(), said, complained);
        }
    }

    private LabNetwork(Path work) {
        this.work = work;
    }

    /// Why there can be no lab here; empty when there can.
    static Optional<String> absent() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("the network lab needs root");
        }
        if (!Files.exists(LAB.resolve("lab.sh"))) {
            return Optional.of("no " + LAB.resolve("lab.sh") + ": want -Dsegwright.lab=DIR");
        }
        return Optional.empty();
    }

    /// The lab is this repository's, not one given by `-Dsegwright.lab`.
    static boolean isOwn() {
        return LAB.toAbsolutePath().normalize().equals(NET.toAbsolutePath().normalize());
    }

    /// A fresh lab: what is loaded into its devices must not be left from elsewhere, so one that is up is refused.
    static LabNetwork up(Path work) throws IOException, InterruptedException {
        LabNetwork lab = new LabNetwork(work);
        lab.run(LAB.resolve("lab.sh").toString(), "up").succeeded();
        return lab;
    }

    @Override
    public void close() throws IOException {
        try {
            run(LAB.resolve("lab.sh").toString(), "down");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    Ended run(String... command) throws IOException, InterruptedException {
        return start(command).await();
    }

    Running start(String... command) throws IOException {
        outputs++;
        Path out = work.resolve(outputs + ".out");
        Path err = work.resolve(outputs + ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("SEGWRIGHT_LAB", LAB.toAbsolutePath().toString());
        // by the environment, since a failed test shows the command
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("SEGWRIGHT_SNMP");
        builder.environment().remove("SEGWRIGHT_HOME");
        return new Running(List.of(command), builder.start(), out, err);
    }

    /// A command on a device, in its own view of files and processes; the work directory is not in it.
    Ended on(String device, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(LAB.resolve("lab.sh").toString(), "x", device));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    /// A shell command in a device's or the station's (`mgmt`) network, with this machine's files.
    Ended at(String place, String shell) throws IOException, InterruptedException {
        return run("ip", "netns", "exec", "nl-" + place, "bash", "-c", shell);
    }

    /// Segwright on the station.
    Ended segwright(String... arguments) throws IOException, InterruptedException {
        return startSegwright(arguments).await();
    }

    Running startSegwright(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", "nl-mgmt"));
        // who runs these tests in the background may have Ctrl-C ignored, which children inherit
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Xmx600m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return start(command.toArray(String[]::new));
    }

    /// Loads a rule file into a device's kernel.
    void load(String device, Path rules) throws IOException, InterruptedException {
        run("ip", "netns", "exec", "nl-" + device, "nft", "-f", rules.toString()).succeeded();
    }

    /// The first line of an SSH server's greeting, as seen from a place; empty when there is none.
    String sshBanner(String place, String address) throws IOException, InterruptedException {
        String connect = "exec 3<>/dev/tcp/" + address + "/22 && head -n 1 <&3";
        return at(place, "timeout 2 bash -c '" + connect + "'").out().strip();
    }

    /// What an agent answers for sysName, as seen from a place; empty when there is no answer.
    String sysName(String place, String agent) throws IOException, InterruptedException {
        String ask = "snmpget -v2c -c public -Oqv -t 1 -r 1 " + agent + " 1.3.6.1.2.1.1.5.0";
        return at(place, ask).out().strip();
    }
}
