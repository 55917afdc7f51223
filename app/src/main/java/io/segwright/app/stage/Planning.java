package io.segwright.app.stage;

import io.segwright.acl.compile.CompiledList;
import io.segwright.acl.dialect.Rendering;
import io.segwright.acl.plan.DeviceFile;
import io.segwright.acl.plan.ReadBack;
import io.segwright.acl.policy.Finding;
import io.segwright.acl.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes a plan's files into a directory, then proves what is on the disk: every file is read back from its text
/// alone and every list in it proved equal to the policy, for IPv4 and IPv6.
///
/// What is proved is therefore the bytes that a device will be given, not what the compiler had in mind.
public final class Planning {
    private Planning() {}

    /// @param proofs one a list
    /// @param problems files that could not be rendered or read back, located, one a line
    public record Proofs(List<ListProof> proofs, List<String> problems) {
        public Proofs {
            proofs = List.copyOf(proofs);
            problems = List.copyOf(problems);
        }

        public boolean isComplete() {
            return problems.isEmpty() && proofs.stream().allMatch(ListProof::isProved);
        }

        public int proved() {
            return (int) proofs.stream().filter(ListProof::isProved).count();
        }

        public int refuted() {
            return (int) proofs.stream().filter(ListProof::isRefuted).count();
        }

        /// Everything that stands between this plan and a device, one a line.
        public List<String> complaints() {
            List<String> all = new ArrayList<>(problems);
            proofs.stream().filter(p -> !p.isProved()).map(ListProof::complaint).forEach(all::add);
            return all;
        }
    }

    /// Writes one file a device and plane.
    ///
    /// @return what cannot be said in a file's dialect, one a line; such a file is not written
    /// @throws IOException the directory cannot be written
    public static List<String> write(Path directory, ListFiles plan) throws IOException {
        Files.createDirectories(directory);
        List<String> problems = new ArrayList<>();
        for (ListFiles.ListFile planned : plan.files()) {
            DeviceFile file = planned.file();
            switch (file.render()) {
                case Rendering.Rendered(String text) ->
                        Files.writeString(
                                directory.resolve(file.name()), text, StandardCharsets.UTF_8);
                case Rendering.Unrenderable unrenderable ->
                        problems.add(file.name() + ": " + unrenderable);
            }
        }
        return problems;
    }

    /// Proves every list as compiled, and again as the file in `directory` says it. Uses all cores.
    ///
    /// @throws IOException a file cannot be read
    public static Proofs prove(Path directory, ListFiles plan, Steps steps) throws IOException {
        AtomicInteger done = new AtomicInteger();
        try {
            List<Proofs> each =
                    plan.files().parallelStream()
                            .map(planned -> {
                                Proofs proofs = prove(directory, planned.file());
                                steps.at(done.incrementAndGet(), plan.files().size());
                                return proofs;
                            })
                            .toList();
            return new Proofs(
                    each.stream().flatMap(p -> p.proofs().stream()).toList(),
                    each.stream().flatMap(p -> p.problems().stream()).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Proofs prove(Path directory, DeviceFile file) {
        return switch (file.readBack(read(directory.resolve(file.name())))) {
            case ReadBack.Unreadable(List<Finding> errors) ->
                    new Proofs(List.of(), errors.stream().map(Finding::toString).toList());
            case ReadBack.Paired(List<ReadBack.Pair> pairs) ->
                    new Proofs(pairs.stream().map(pair -> prove(file, pair)).toList(), List.of());
        };
    }

    private static ListProof prove(DeviceFile file, ReadBack.Pair pair) {
        CompiledList compiled = pair.compiled();
        return new ListProof(
                file.name(),
                compiled,
                Verifier.prove(compiled.list(), compiled.intent()),
                Verifier.prove(pair.found(), compiled.intent()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
