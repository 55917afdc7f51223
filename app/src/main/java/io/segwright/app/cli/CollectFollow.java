package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.FollowLock;
import io.segwright.app.stage.Collecting;
import io.segwright.app.stage.Following;
import io.segwright.app.stage.Inbox;
import io.segwright.app.view.Format;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.syslog.SyslogListenException;
import io.segwright.collectors.trap.TrapListenException;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/// `segwright collect --follow`: until SIGINT or SIGTERM, which is how it ends well.
final class CollectFollow {
    private static final int ENDING_SECONDS_MAX = 60; // a round in flight, then the store

    private CollectFollow() {}

    static int run(
            Path directory,
            Collecting.Request request,
            FollowOptions options,
            CommandSpec spec,
            Format format)
            throws CommandFailure {
        Duration every = options.every();
        Inbox.Ports ports = options.ports();
        PrintWriter err = spec.commandLine().getErr();
        Following following =
                new Following(directory, request, every, InstantSource.system(), err::println);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook =
                Thread.ofPlatform()
                        .name("follow-stop")
                        .unstarted(() -> {
                            following.stop();
                            awaitEnd(ended);
                            Runtime.getRuntime().halt(ExitCode.OK);
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (FollowLock _ = FollowLock.take(directory)) {
            following.run(
                    ports,
                    err::println,
                    first -> {
                        CollectReport report = new CollectReport(first);
                        report.table().print(format, spec.commandLine().getOut());
                        report.talk().forEach(err::println);
                        err.println(
                                "following: every "
                                        + every.toSeconds()
                                        + " s, and at once what says that it changed; stop with Ctrl-C");
                    });
            return ExitCode.OK;
        } catch (DiscoveryRefusedException e) {
            throw CommandFailure.notAllowed(e);
        } catch (TrapListenException
                | SyslogListenException
                | StoreUnavailableException
                | AuditUnavailableException e) {
            throw CommandFailure.unavailable(e);
        } catch (ConfigException e) {
            throw CommandFailure.badInput(e);
        } catch (IOException e) {
            throw CommandFailure.failed(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted: what was acknowledged is kept");
        } finally {
            remove(hook);
            ended.countDown();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending already: the hook runs
        }
    }

    private static void awaitEnd(CountDownLatch ended) {
        try {
            boolean _ = ended.await(ENDING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
