package io.segwright.bench;

import io.segwright.inventory.net.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The lab's agents in another process ([AgentFarmProcess]), on loopback addresses and one port.
final class AgentFarm implements AutoCloseable {
    static final String COMMUNITY = "farm";
    static final int COUNT_MAX = 15_000; // file descriptors
    private static final long END_SECONDS = 5;

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;
    private final int port;

    /// @param varbinds sent by all agents
    /// @param answers datagrams sent
    /// @param cpuNanos of the agents' process
    record Counters(long varbinds, long answers, long cpuNanos) {
        Counters minus(Counters before) {
            return new Counters(
                    varbinds - before.varbinds,
                    answers - before.answers,
                    cpuNanos - before.cpuNanos);
        }
    }

    private AgentFarm(Process process, int port) {
        this.process = process;
        this.port = port;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /// @param count agents, at most [#COUNT_MAX]
    static AgentFarm start(int count) throws BenchException {
        if (count < 1 || count > COUNT_MAX) {
            throw new BenchException("agents: " + count + ": want 1.." + COUNT_MAX);
        }
        try {
            int port;
            try (DatagramSocket free = new DatagramSocket(0)) {
                port = free.getLocalPort();
            }
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xms1g",
                                    "-Xmx1g",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    AgentFarmProcess.class.getName(),
                                    Integer.toString(count),
                                    Integer.toString(port))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            AgentFarm farm = new AgentFarm(process, port);
            farm.expect("ready");
            return farm;
        } catch (IOException e) {
            throw new BenchException("agents: " + e.getMessage());
        }
    }

    /// The address of the agent of a number.
    static String address(int number) {
        return "127."
                + (20 + number / 62_500)
                + "."
                + number / 250 % 250
                + "."
                + (1 + number % 250);
    }

    IpAddress addressOf(int number) {
        return IpAddress.of(address(number));
    }

    int port() {
        return port;
    }

    Counters counters() throws BenchException {
        String[] fields = ask("counters").split(" ", 3);
        return new Counters(
                Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]));
    }

    void silence(int first, int count) throws BenchException {
        ask("silence " + first + " " + count);
    }

    void delay(int millis) throws BenchException {
        ask("delay " + millis);
    }

    void heal() throws BenchException {
        ask("heal");
    }

    private String ask(String command) throws BenchException {
        commands.println(command);
        return line();
    }

    private void expect(String word) throws BenchException {
        String line = line();
        if (!line.equals(word)) {
            throw new BenchException("agents: they said '" + line + "', want '" + word + "'");
        }
    }

    private String line() throws BenchException {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new BenchException("agents: their process has ended");
            }
            return line;
        } catch (IOException e) {
            throw new BenchException("agents: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
