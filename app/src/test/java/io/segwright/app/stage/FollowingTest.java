package io.segwright.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.app.cli.Ran;
import io.segwright.app.config.FollowLock;
import io.segwright.app.config.RangesFile;
import io.segwright.app.logs.LogPolicy;
import io.segwright.collectors.discover.Sweep;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While devices are asked the inventory is everybody's, and the asking can be given up.
class FollowingTest {
    private static final Prefix HERE = Prefix.of("127.0.0.0/8");

    @TempDir private Path folder;
    private final List<String> told = new CopyOnWriteArrayList<>();

    private Following following(Path data, int port) {
        PoliteLimits shipped = PoliteLimits.SHIPPED;
        Collecting.Request request =
                new Collecting.Request(
                        List.of(IpAddress.of("127.0.0.1")),
                        new RangesFile(List.of(new SiteRange("here", HERE)), List.of()),
                        List.of(),
                        port,
                        Sweep.NONE,
                        new PoliteLimits(
                                shipped.devicePdusPerSecond(),
                                shipped.sitePdusPerSecond(),
                                shipped.devicesAtOnce(),
                                Duration.ofMinutes(1),
                                0),
                        new CredentialBook(
                                List.of(
                                        new SnmpCredential.V2c(
                                                "ours",
                                                Binding.toRanges(List.of(HERE)),
                                                Secret.of("public")))));
        return new Following(data, request, Duration.ofHours(1), InstantSource.system(), told::add);
    }

    /// An agent that hears and never answers.
    @Test
    void whileItAsksOthersReadAndStoppedThenItKeepsNothingOfTheRound() throws Exception {
        Path data = folder.resolve("data");
        try (DatagramSocket agent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                FollowLock _ = FollowLock.take(data);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Following following = following(data, agent.getLocalPort());
            Inbox.Ports none = new Inbox.Ports(null, null, LogPolicy.SHIPPED);
            Callable<String> run =
                    () -> {
                        following.run(none, told::add, _ -> told.add("ready"));
                        return "ended well";
                    };
            Future<String> ended = thread.submit(run);
            agent.setSoTimeout(60_000);
            agent.receive(new DatagramPacket(new byte[1_500], 1_500));
            Ran list = Ran.of("inventory", "list", "--data", data);
            assertThat(list.last()).isEqualTo("0 devices");
            assertThat(list.code()).isZero();
            Ran.of(
                            "collect",
                            "--seed",
                            "127.0.0.1",
                            "--range",
                            "127.0.0.0/8",
                            "--community",
                            "public",
                            "--data",
                            data)
                    .refused(
                            69,
                            "warning: --community is for trials: every user of this machine can"
                                    + " read a command line; use --snmp FILE",
                            "segwright: "
                                    + FollowLock.refusal(data, "" + ProcessHandle.current().pid()));
            following.stop();
            assertThat(ended.get(1, TimeUnit.MINUTES)).isEqualTo("ended well");
        }
        assertThat(told)
                .hasSize(2)
                .last()
                .isEqualTo("stopped while devices were asked: what they said is not kept");
        assertThat(data.resolve("agents.memory")).doesNotExist();
        assertThat(Ran.of("audit", "log", "verify", data.resolve("audit/audit.jsonl")).code())
                .isZero();
    }
}
