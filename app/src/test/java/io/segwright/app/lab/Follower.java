package io.segwright.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A `segwright collect --follow` on the lab's station.
final class Follower {
    private static final Duration PATIENCE = Duration.ofMinutes(1); // so soon the graph must follow

    private final LabNetwork.Running running;

    /// What is waited for, by asking the product.
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    private Follower(LabNetwork.Running running) {
        this.running = running;
    }

    /// Returns once the first round is done.
    static Follower start(LabNetwork lab, String... arguments)
            throws IOException, InterruptedException {
        Follower follower = new Follower(lab.startSegwright(arguments));
        follower.await("the first round", () -> follower.said().contains("following: every "));
        return follower;
    }

    /// What it has told on stderr until now.
    String said() throws IOException {
        return Files.readString(running.err());
    }

    /// The lines that it told when it asked a device because of a message.
    List<String> prompts(String device) throws IOException {
        return said().lines().filter(line -> line.contains("Z " + device + " at ")).toList();
    }

    /// Looks again whenever it tells something: it does when it wrote a change, and when it asked because of a message.
    void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            running.err()
                    .toAbsolutePath()
                    .getParent()
                    .register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!condition.holds()) {
                WatchKey told = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(told).as(() -> "within a minute: " + what + heard()).isNotNull();
                told.pollEvents();
                told.reset();
                assertThat(running.process().isAlive()).as(() -> what + heard()).isTrue();
            }
        }
    }

    private String heard() {
        try {
            return "; it said: " + said();
        } catch (IOException e) {
            return "; what it said cannot be read: " + e.getMessage();
        }
    }

    /// Ends it as a person or a service manager would.
    LabNetwork.Ended stop(String signal, LabNetwork lab) throws IOException, InterruptedException {
        lab.run("kill", "-s", signal, Long.toString(running.process().pid())).succeeded();
        return running.await().succeeded();
    }
}
