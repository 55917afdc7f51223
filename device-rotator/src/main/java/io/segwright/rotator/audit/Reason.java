package io.segwright.rotator.audit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Says in a clause why the file system refused; the JDK's own text is often only the path.
final class Reason {
    private Reason() {}

    static String of(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it already exists";
            case FileSystemException refused when refused.getReason() != null ->
                    known(refused.getReason());
            case IOException other -> known(other.getMessage());
            case Exception other -> known(other.getMessage());
        };
    }

    /// @param text null when the JDK gives no message
    private static String known(@Nullable String text) {
        return text == null ? "unknown input/output error" : text;
    }
}
