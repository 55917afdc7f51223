package io.segwright.collectors.understand;

import io.segwright.inventory.observe.SystemFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the program knows of vendors and their objects. Immutable; share one.
public final class Understanding {
    /// Names a directory of [ReferenceLists].
    public static final String LISTS_PROPERTY = "segwright.lists";

    private static final String LISTS_VARIABLE = "SEGWRIGHT_LISTS";
    private static final Understanding SHIPPED =
            new Understanding(
                    Vendors.shipped(),
                    RuleTable.shipped(),
                    StackTable.shipped(),
                    ReferenceLists.NONE);

    private final Vendors vendors;
    private final List<Rule> rules;
    private final List<StackTable.Scoped> stacks;
    private final ReferenceLists lists;

    private Understanding(
            Vendors vendors,
            List<Rule> rules,
            List<StackTable.Scoped> stacks,
            ReferenceLists lists) {
        this.vendors = vendors;
        this.rules = rules;
        this.stacks = stacks;
        this.lists = lists;
    }

    /// What ships with the program.
    public static Understanding shipped() {
        return SHIPPED;
    }

    /// What ships with the program, and the lists that the user gave by `-Dsegwright.lists=DIR` or `SEGWRIGHT_LISTS`.
    ///
    /// @throws UncheckedIOException where the directory's files cannot be read
    public static Understanding configured() {
        return Configured.VALUE;
    }

    /// Read once, at first use.
    private static final class Configured {
        static final Understanding VALUE = load(System.getProperty(LISTS_PROPERTY));

        private static Understanding load(@Nullable String property) {
            String directory = property == null ? System.getenv(LISTS_VARIABLE) : property;
            try {
                return directory == null || directory.isBlank()
                        ? SHIPPED
                        : SHIPPED.with(ReferenceLists.read(Path.of(directory)));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        directory
                                + ": cannot read the reference lists; correct -D"
                                + LISTS_PROPERTY
                                + " or "
                                + LISTS_VARIABLE,
                        e);
            }
        }
    }

    public Understanding with(ReferenceLists more) {
        return new Understanding(vendors, rules, stacks, more);
    }

    public Vendors vendors() {
        return vendors;
    }

    List<Rule> rules() {
        return rules;
    }

    List<StackTable.Scoped> stacks() {
        return stacks;
    }

    ReferenceLists lists() {
        return lists;
    }

    /// Begins to find out what a device is.
    public Inquiry inquiry(SystemFacts system) {
        return Inquiry.of(this, system);
    }
}
