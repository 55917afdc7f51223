package io.segwright.app.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.segwright.acl.intent.EnforcementPoint;
import io.segwright.acl.policy.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `plan.json` and one file a device and plane, written beside their final place and moved there when all is proved.
///
/// Deterministic: the same inventory and policy give the same bytes. The shape is docs/plan.schema.json.
public final class PlanDirectory {
    private static final String PLAN = "plan.json";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PlanDirectory() {}

    /// Refuses to write over anything that is not an earlier plan.
    ///
    /// @throws IOException saying what is in the way
    public static void requireFree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + " is a file: choose a directory for the plan");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent() && !Files.exists(directory.resolve(PLAN))) {
                throw new IOException(
                        directory + " holds something that is no plan: choose an empty directory");
            }
        }
    }

    /// Where to write before the proof: beside `directory`, empty.
    public static Path staging(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null || absolute.getFileName() == null) {
            throw new IOException(directory + ": choose a directory below the root");
        }
        Files.createDirectories(parent);
        Path staging = parent.resolve("." + absolute.getFileName() + ".staging");
        delete(staging);
        return Files.createDirectory(staging);
    }

    /// Adds `plan.json` and puts the staged files in place of an earlier plan.
    ///
    /// @return SHA-256 of plan.json, in hex: the plan's name in the audit log
    public static String publish(
            Path staging, Path directory, Path policyFile, ListFiles plan, Planning.Proofs proofs)
            throws IOException {
        byte[] json = JSON.writeValueAsBytes(document(staging, policyFile, plan, proofs));
        Files.write(staging.resolve(PLAN), json);
        delete(directory);
        Files.move(staging, directory, StandardCopyOption.ATOMIC_MOVE);
        return sha256(json);
    }

    private static Map<String, Object> document(
            Path staging, Path policyFile, ListFiles plan, Planning.Proofs proofs)
            throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", 1);
        document.put(
                "policy",
                Map.of(
                        "file",
                        String.valueOf(policyFile.getFileName()),
                        "sha256",
                        sha256(Files.readAllBytes(policyFile))));
        List<Map<String, Object>> files = new ArrayList<>();
        for (ListFiles.ListFile planned : plan.files()) {
            files.add(file(staging, planned, proofs));
        }
        document.put("files", files);
        document.put("findings", plan.findings().stream().map(Finding::toString).toList());
        return document;
    }

    private static Map<String, Object> file(
            Path staging, ListFiles.ListFile planned, Planning.Proofs proofs) throws IOException {
        String name = planned.file().name();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", name);
        file.put("device", planned.file().device().text());
        file.put("deviceName", planned.file().deviceName());
        file.put("platform", planned.platform().name().toLowerCase(java.util.Locale.ROOT));
        file.put("dialect", planned.file().dialect().suffix());
        file.put("loadable", planned.fitness() == ListFiles.Fitness.LOADABLE);
        file.put("sha256", sha256(Files.readAllBytes(staging.resolve(name))));
        file.put(
                "lists",
                proofs.proofs().stream()
                        .filter(p -> p.file().equals(name))
                        .map(PlanDirectory::list)
                        .toList());
        return file;
    }

    private static Map<String, Object> list(ListProof proof) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("name", proof.compiled().list().name());
        list.put("enforces", enforces(proof.compiled().point()));
        list.put("lines", proof.compiled().list().lines().size());
        list.put("proved", proof.isProved());
        return list;
    }

    /// The enforcement point in words.
    public static String enforces(EnforcementPoint point) {
        return switch (point) {
            case EnforcementPoint.ManagementPlane _ -> "management plane";
            case EnforcementPoint.Segment s ->
                    "interface "
                            + s.interfaceName()
                            + " "
                            + s.direction().name().toLowerCase(java.util.Locale.ROOT);
            case EnforcementPoint.SegmentBridge b -> "bridge " + b.interfaceName();
        };
    }

    /// Removes staged files that are not wanted after all.
    public static void discard(Path staging) throws IOException {
        delete(staging);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                Files.delete(
                        entry); // a plan is flat: a folder inside is not ours, and makes this fail
            }
        }
        Files.delete(directory);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// SHA-256 of a text in UTF-8, in hex.
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
