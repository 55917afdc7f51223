package io.segwright.collectors.imports;

import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// The kinds of files that hold allocations, told by how a file begins.
public enum AllocationFormat {
    /// [AllocationCsv]
    CSV,
    /// What `az`, `aws` and `gcloud` list: `cloud.CloudListing`.
    CLOUD,
    /// [AllocationHistory]
    HISTORY;

    private static final int START_BYTES = 4096;
    private static final Pattern EVENT = Pattern.compile("[0-9]{4}-[0-9T:.Z+-]+\t[+-]\t");

    /// @throws SourceFormatException badly packed
    /// @throws IOException the file cannot be read at all; its message is for a person
    public static AllocationFormat of(SourceFile file) throws IOException, SourceFormatException {
        String start =
                new String(
                        file.read(Long.MAX_VALUE, in -> in.readNBytes(START_BYTES)),
                        StandardCharsets.ISO_8859_1);
        String text = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
        if (text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")) {
            return CLOUD;
        }
        return EVENT.matcher(text).lookingAt() ? HISTORY : CSV;
    }

    /// As an option names it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
