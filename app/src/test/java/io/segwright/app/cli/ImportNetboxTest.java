package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportNetboxTest {
    private static final String DUMP =
            """
            [{"model": "tenancy.tenant", "pk": 1, "fields": {"name": "Retail"}},
             {"model": "dcim.device", "pk": 1, "fields": {"name": "sw-1", "status": "active", "tenant": 1}},
             {"model": "ipam.prefix", "pk": 1, "fields": {"prefix": "10.0.0.0/24", "status": "active", "tenant": 1}},
             {"model": "ipam.prefix", "pk": 2, "fields": {"prefix": "10.1.0.0/24", "status": "active", "tenant": null}}]
            """;

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void aDumpGivesDevicesAndAllocationsAndEachRowLeftItsReason() throws IOException {
        Path dump = Files.writeString(folder.resolve("dump.json"), DUMP);
        Ran first = Ran.of("import", "netbox", dump, "--data", data(), "-o", "csv");
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .isEqualTo(
                        """
                        change,what,key,field,before,after,why
                        add,device,dcim.device:1,,,name=sw-1; owner=Retail; interfaces=0; addresses=0,
                        add,allocation,10.0.0.0/24 in default,tags,,owner=Retail,
                        leave,row,ipam.prefix:2,,,,"10.1.0.0/24: no owner, tenant or tag says whose it is"
                        """
                                .replace("\n", "\r\n"));
        assertThat(first.last())
                .isEqualTo(
                        dump
                                + ": 1 devices added, 0 changed, 0 unchanged, 0 disappeared; 1 of 1 allocations new or changed; 1 rows not taken");
        Ran second =
                Ran.of(
                        "import",
                        "netbox",
                        dump,
                        "--data",
                        data(),
                        "--dry-run",
                        "--detailed-exitcode");
        assertThat(second.code()).isZero();
        Ran whois = Ran.of("whois", "10.0.0.7", "--data", data(), "-o", "json");
        assertThat(whois.out()).contains("\"owner\":\"Retail\"", "import:netbox ipam.prefix:1");
    }

    @Test
    void aUrlWantsATokenFromAFileOfItsOwner() throws IOException {
        Ran.of("import", "netbox", "https://netbox.invalid", "--data", data())
                .refused(
                        64,
                        "segwright: no API token: name a file with mode 0600 that holds one by --token-file or SEGWRIGHT_NETBOX_TOKEN_FILE");
        Path token = Files.writeString(folder.resolve("token"), "0123456789");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
        Ran.of("import", "netbox", "https://netbox.invalid", "--token-file", token)
                .refused(
                        65,
                        "segwright: " + token + " can be read by others: run chmod 600 " + token);
    }

    @Test
    void theApiIsReadAndARefusalIsNoBug() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "0123456789");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String[] status = {"200"};
        server.createContext(
                "/",
                exchange -> {
                    String body =
                            switch (exchange.getRequestURI().getPath()) {
                                case "/netbox/api/status/" -> "{\"netbox-version\": \"4.5.0\"}";
                                case "/netbox/api/dcim/devices/" ->
                                        "{\"count\": 1, \"next\": null, \"results\": [{\"id\": 1, \"name\": \"sw-1\", \"status\": {\"value\": \"active\"}}]}";
                                default -> "{\"count\": 0, \"next\": null, \"results\": []}";
                            };
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(Integer.parseInt(status[0]), bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/netbox/";
            Ran read =
                    Ran.of(
                            "import",
                            "netbox",
                            url,
                            "--token-file",
                            token,
                            "--data",
                            data(),
                            "--dry-run",
                            "-o",
                            "csv");
            assertThat(read.out()).contains("add,device,dcim.device:1,,,name=sw-1; interfaces=0");
            assertThat(data()).doesNotExist();
            status[0] = "403";
            Ran refused = Ran.of("import", "netbox", url, "--token-file", token, "--data", data());
            assertThat(refused.code()).isEqualTo(77);
            assertThat(refused.err()).contains("refused (403)").doesNotContain("0123456789");
        } finally {
            server.stop(0);
        }
    }

    /// 72 devices, of which two each are boxes of 4 virtual chassis.
    @Test
    @Tag("data")
    void netboxsDemoOrganisationImportsOnceAndASecondTimeChangesNothing() {
        Path dump =
                Path.of(
                        System.getProperty(
                                "segwright.data",
                                System.getProperty("segwright.root", ".") + "/../shared/data"),
                        "ipam/netbox-demo-v3.6.json.xz");
        if (!Files.exists(dump)) {
            System.err.println("SKIPPED: no " + dump + ": set -Dsegwright.data=DIR to the data");
            org.junit.jupiter.api.Assumptions.abort("no " + dump);
        }
        Ran first = Ran.of("import", "netbox", dump, "--data", data(), "-o", "csv");
        assertThat(first.code()).isZero();
        assertThat(first.last())
                .endsWith(
                        ": 76 devices added, 0 changed, 0 unchanged, 0 disappeared; 68 of 68 allocations new or changed; 217 rows not taken");
        Ran second = Ran.of("import", "netbox", dump, "--data", data(), "-o", "csv");
        assertThat(second.last())
                .endsWith(
                        ": 0 devices added, 0 changed, 76 unchanged, 0 disappeared; 0 of 68 allocations new or changed; 217 rows not taken");
    }
}
