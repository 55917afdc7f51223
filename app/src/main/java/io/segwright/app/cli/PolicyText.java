package io.segwright.app.cli;

import io.segwright.acl.policy.Finding;
import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.PolicyReader;
import io.segwright.acl.policy.PolicyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Reads a policy file for a command.
public final class PolicyText {
    private static final long BYTES_MAX = 3_000_000; // as the reader itself refuses

    private PolicyText() {}

    /// @param err gets the warnings
    /// @throws CommandFailure with every error located
    public static Policy read(Path file, Instant now, PrintWriter err) throws CommandFailure {
        try {
            if (!Files.isRegularFile(file)) {
                throw CommandFailure.badInput(
                        file + " is no file: want a policy; see docs/user-guide.md");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw CommandFailure.badInput(
                        file + " has " + Files.size(file) + " bytes: want at most " + BYTES_MAX);
            }
            return switch (PolicyReader.read(
                    String.valueOf(file.getFileName()), Files.readString(file), now)) {
                case PolicyResult.Read(Policy policy, List<Finding> findings) -> {
                    findings.forEach(f -> err.println("warning: " + f));
                    yield policy;
                }
                case PolicyResult.Refused(List<Finding> errors) ->
                        throw CommandFailure.badInput(
                                errors.stream().map(Finding::toString).toList());
            };
        } catch (MalformedInputException _) {
            throw CommandFailure.badInput(file + " is not UTF-8: save it as UTF-8");
        } catch (IOException e) {
            throw CommandFailure.badInput(file + " cannot be read: " + e.getMessage());
        }
    }
}
