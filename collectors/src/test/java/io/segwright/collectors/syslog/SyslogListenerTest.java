package io.segwright.collectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.net.IpAddress;
import java.io.FileInputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over real sockets; the JDK's TLS and util-linux's `logger` are the other ends.
class SyslogListenerTest {
    private static final char[] PASSWORD = "changeit".toCharArray(); // of a key store made here

    private record Got(IpAddress sender, SyslogTransport transport, SyslogMessage message) {}

    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private SyslogListener listener = listener(0, 0, SyslogListenerConfiguration.CLOSED, null);

    @TempDir Path dir;

    private SyslogListener listener(
            int udp, int tcp, int tls, SyslogListenerConfiguration.@Nullable Tls certificate) {
        return new SyslogListener(
                new SyslogListenerConfiguration("127.0.0.1", udp, tcp, tls, certificate, 100),
                (sender, transport, message, _) -> got.add(new Got(sender, transport, message)),
                InstantSource.system());
    }

    @AfterEach
    void close() {
        listener.close();
        listener.close(); // twice is fine
    }

    private Got next() throws InterruptedException {
        Got next = got.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a message within 10 s").isNotNull();
        return next;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void udpAndTcpMessagesArriveWithTheirSender() throws Exception {
        listener.start();
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] line = bytes("<13>1 - host app - - - over udp");
            socket.send(
                    new DatagramPacket(
                            line,
                            line.length,
                            InetAddress.getLoopbackAddress(),
                            listener.port(SyslogTransport.UDP)));
        }
        Got udp = next();
        assertThat(udp.sender()).isEqualTo(IpAddress.of("127.0.0.1"));
        assertThat(udp.transport()).isEqualTo(SyslogTransport.UDP);
        assertThat(udp.message().text()).isEqualTo("over udp");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), listener.port(SyslogTransport.TCP))) {
            socket.getOutputStream().write(bytes("17 <13>1 - - - - - -<14>Use the BFG\n"));
        }
        assertThat(next().transport()).isEqualTo(SyslogTransport.TCP);
        assertThat(next().message().text()).isEqualTo("Use the BFG");
        assertThat(listener.counters().messages()).isEqualTo(3);
        assertThat(listener.counters().unformatted()).isEqualTo(1);
    }

    @Test
    void tlsDemandsAClientCertificateOfTheNamedAuthority() throws Exception {
        KeyStore server = keyStore("server", "CN=server");
        KeyStore client = keyStore("client", "CN=switch-1");
        SyslogListenerConfiguration.Tls tls =
                new SyslogListenerConfiguration.Tls(
                        pem("server.pem", "CERTIFICATE", server.getCertificate("it").getEncoded()),
                        pem(
                                "server.key",
                                "PRIVATE KEY",
                                server.getKey("it", PASSWORD).getEncoded()),
                        pem(
                                "clients.pem",
                                "CERTIFICATE",
                                client.getCertificate("it").getEncoded()));
        listener =
                listener(
                        SyslogListenerConfiguration.CLOSED,
                        SyslogListenerConfiguration.CLOSED,
                        0,
                        tls);
        listener.start();
        send(client, server.getCertificate("it"), "15 <13>over tls 1.3");
        assertThat(next().transport()).isEqualTo(SyslogTransport.TLS);
        KeyStore stranger = keyStore("stranger", "CN=stranger");
        try {
            send(stranger, server.getCertificate("it"), "15 <13>from nobody");
        } catch (java.io.IOException _) {
            // TLS 1.3 tells a client of its refusal when it reads or writes next, or not at all
        }
        listener.close();
        assertThat(got).isEmpty();
        assertThat(listener.counters().tlsFailures()).isEqualTo(1);
    }

    private void send(KeyStore own, Certificate trusted, String text) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, PASSWORD);
        trust.setCertificateEntry("server", trusted);
        TrustManagerFactory trusts = TrustManagerFactory.getInstance("PKIX");
        trusts.init(trust);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trusts.getTrustManagers(), null);
        try (Socket socket =
                        context.getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        listener.port(SyslogTransport.TLS));
                OutputStream out = socket.getOutputStream()) {
            out.write(bytes(text));
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // until the listener has closed too
        }
    }

    private KeyStore keyStore(String name, String subject) throws Exception {
        Path file = dir.resolve(name + ".p12");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "it",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                subject,
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private Path pem(String name, String kind, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                dir.resolve(name),
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    @Test
    void aPortInUseAndAMissingCertificateAreOneLineEach() throws Exception {
        listener.start();
        SyslogListener second =
                listener(
                        listener.port(SyslogTransport.UDP),
                        SyslogListenerConfiguration.CLOSED,
                        SyslogListenerConfiguration.CLOSED,
                        null);
        assertThatThrownBy(second::start)
                .isInstanceOf(SyslogListenException.class)
                .hasMessageStartingWith(
                        "cannot listen for syslog on UDP port "
                                + listener.port(SyslogTransport.UDP));
        Path nothing = dir.resolve("nothing.pem");
        SyslogListener third =
                listener(
                        SyslogListenerConfiguration.CLOSED,
                        SyslogListenerConfiguration.CLOSED,
                        0,
                        new SyslogListenerConfiguration.Tls(nothing, nothing, null));
        assertThatThrownBy(third::start)
                .isInstanceOf(SyslogListenException.class)
                .hasMessageStartingWith(nothing + ": no certificate with key for syslog over TLS");
    }

    /// util-linux's client, which every Linux host has: both forms over both transports.
    @Test
    @Tag("lab")
    void loggersMessagesAreReadAsItMeansThem() throws Exception {
        listener.start();
        String udp = Integer.toString(listener.port(SyslogTransport.UDP));
        String tcp = Integer.toString(listener.port(SyslogTransport.TCP));
        for (List<String> how :
                List.of(
                        List.of("-d", "-P", udp, "--rfc3164"),
                        List.of("-d", "-P", udp, "--rfc5424"),
                        List.of("-T", "-P", tcp, "--octet-count", "--rfc5424"),
                        List.of("-T", "-P", tcp, "--rfc3164"))) {
            List<String> command = new java.util.ArrayList<>(List.of("logger", "-n", "127.0.0.1"));
            command.addAll(how);
            command.addAll(List.of("-p", "local3.warning", "-t", "bgpd", "neighbor down"));
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
            SyslogMessage message = next().message();
            assertThat(message.form())
                    .isEqualTo(
                            how.contains("--rfc5424")
                                    ? SyslogMessage.Form.RFC5424
                                    : SyslogMessage.Form.RFC3164);
            assertThat(message.facility()).isEqualTo(19);
            assertThat(message.severity()).isEqualTo(Severity.WARNING);
            assertThat(message.application()).isEqualTo("bgpd");
            assertThat(message.text()).isEqualTo("neighbor down");
            assertThat(message.timestamp()).isPresent();
        }
    }
}
