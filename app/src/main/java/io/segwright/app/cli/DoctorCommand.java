package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.app.view.Table;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.rotator.audit.AuditPaths;
import io.segwright.rotator.audit.AuditPublicKey;
import io.segwright.rotator.audit.AuditVerdict;
import io.segwright.rotator.audit.AuditVerifier;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `segwright doctor`: is this machine fit, and what to do where it is not.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks the machine and the data directory, and says what to do. Exit 3 when something is wrong.")
final class DoctorCommand implements Callable<Integer> {
    private static final int JAVA_MIN = 25;
    private static final long MEMORY_MIN = 700L << 20; // an inventory of some thousand devices
    private static final int FREE_PERCENT_MIN = 5; // below it the store refuses new facts

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private FormatOption format = new FormatOption();

    private final Table table = new Table("check", "state", "found", "remedy");
    private boolean healthy = true;

    @Override
    public Integer call() {
        java();
        memory();
        loopback();
        directory();
        auditLog();
        table.print(format.format, spec.commandLine().getOut());
        return healthy ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void good(String check, String found) {
        table.row(check, "ok", found, "");
    }

    private void bad(String check, String found, String remedy) {
        healthy = false;
        table.row(check, "wrong", found, remedy);
    }

    private void java() {
        int feature = Runtime.version().feature();
        String found = Runtime.version() + " " + System.getProperty("java.vendor", "");
        if (feature >= JAVA_MIN) {
            good("java", found);
        } else {
            bad("java", found, "install a JDK " + JAVA_MIN + " and set SEGWRIGHT_JAVA_HOME");
        }
    }

    private void memory() {
        long most = Runtime.getRuntime().maxMemory();
        String found = (most >> 20) + " MiB heap";
        if (most >= MEMORY_MIN) {
            good("memory", found);
        } else {
            bad("memory", found, "set SEGWRIGHT_JAVA_OPTS=-Xmx1g");
        }
    }

    /// The demo's devices have addresses of their own in 127.0.0.0/8.
    private void loopback() {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.64.0.1"), 0))) {
            good("loopback", "127.64.0.1 can be bound to (port " + socket.getLocalPort() + ")");
        } catch (SocketException | java.net.UnknownHostException e) {
            bad(
                    "loopback",
                    "127.64.0.1: " + e.getMessage(),
                    "the demo needs Linux, where all of 127.0.0.0/8 is local");
        }
    }

    private void directory() {
        Path directory = data.directory.toAbsolutePath();
        Path probe = directory;
        while (probe != null && !Files.exists(probe)) {
            probe = probe.getParent();
        }
        if (probe == null || !Files.isDirectory(probe) || !Files.isWritable(probe)) {
            bad(
                    "data directory",
                    directory + " cannot be written",
                    "choose another with --data DIR");
            return;
        }
        try {
            FileStore store = Files.getFileStore(probe);
            long percent = store.getUsableSpace() * 100 / Math.max(1, store.getTotalSpace());
            String found =
                    directory
                            + (Files.exists(directory) ? "" : " (not yet there)")
                            + ", "
                            + percent
                            + " % of the disk free";
            if (percent >= FREE_PERCENT_MIN) {
                good("data directory", found);
            } else {
                bad(
                        "data directory",
                        found,
                        "free some space: below " + FREE_PERCENT_MIN + " % new facts are refused");
            }
        } catch (IOException e) {
            bad(
                    "data directory",
                    directory + ": " + e.getMessage(),
                    "choose another with --data DIR");
        }
    }

    private void auditLog() {
        AuditPaths paths = DataDirectory.auditPaths(data.directory);
        if (!Files.exists(paths.log())) {
            good("audit log", "none yet");
            return;
        }
        try {
            AuditVerdict verdict =
                    AuditVerifier.verify(
                            paths.log(),
                            Optional.of(paths.localAnchor()),
                            Optional.of(AuditPublicKey.read(paths.publicKey())));
            switch (verdict) {
                case AuditVerdict.Intact intact -> good("audit log", intact.message());
                case AuditVerdict.Broken broken ->
                        bad(
                                "audit log",
                                broken.message(),
                                "find out who changed it; then segwright audit log adopt --reason ...");
            }
        } catch (AuditUnavailableException | IOException e) {
            bad(
                    "audit log",
                    String.valueOf(e.getMessage()),
                    "restore it from a backup, or adopt it with a reason");
        }
    }
}
