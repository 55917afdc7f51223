package io.segwright.app.cli;

import io.segwright.app.stage.Collecting;
import io.segwright.app.stage.Following;
import io.segwright.app.stage.Inbox;
import io.segwright.app.view.Format;
import io.segwright.collectors.discover.DiscoveryRefusedException;
import io.segwright.collectors.syslog.SyslogListenException;
import io.segwright.collectors.trap.TrapListenException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
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
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook =
                Thread.ofPlatform()
                        .name("follow-stop")
                        .unstarted(() -> {
                            asked.countDown();
                            awaitEnd(ended);
                            Runtime.getRuntime().halt(ExitCode.OK);
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return Opened.create(
                    directory,
                    data -> {
                        err.println(data.graph().openReport().line());
                        Following following = new Following(data, request, every, err::println);
                        try {
                            following.run(
                                    ports,
                                    first -> {
                                        CollectReport report = new CollectReport(first);
                                        report.table().print(format, spec.commandLine().getOut());
                                        report.talk().forEach(err::println);
                                        err.println(
                                                "following: every "
                                                        + every.toSeconds()
                                                        + " s, and at once what says that it changed; stop with Ctrl-C");
                                    },
                                    () -> asked.getCount() == 0);
                        } catch (DiscoveryRefusedException e) {
                            throw CommandFailure.notAllowed(e);
                        } catch (TrapListenException | SyslogListenException e) {
                            throw CommandFailure.unavailable(e);
                        }
                        return ExitCode.OK;
                    });
        } finally {
            if (asked.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
            ended.countDown();
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
