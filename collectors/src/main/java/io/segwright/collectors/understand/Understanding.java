package io.segwright.collectors.understand;

import io.segwright.inventory.observe.SystemFacts;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
                    ModuleTable.shipped(),
                    ReferenceLists.NONE);

    private final Vendors vendors;
    private final List<Rule> rules;
    private final List<StackTable.Scoped> stacks;
    private final List<ModuleTable.Scoped> modules;
    private final ReferenceLists lists;

    private Understanding(
            Vendors vendors,
            List<Rule> rules,
            List<StackTable.Scoped> stacks,
            List<ModuleTable.Scoped> modules,
            ReferenceLists lists) {
        this.vendors = vendors;
        this.rules = rules;
        this.stacks = stacks;
        this.modules = modules;
        this.lists = lists;
    }

    /// What ships with the program.
    public static Understanding shipped() {
        return SHIPPED;
    }

    /// What ships with the program, and the lists that the user gave by `-Dsegwright.lists=DIR` or `SEGWRIGHT_LISTS`;
    /// where those cannot be read, what ships alone. A program asks [#complaint] before it begins.
    public static Understanding configured() {
        return Configured.now().understanding();
    }

    /// What is wrong with the lists that the user gave, for a person; empty where nothing is.
    public static Optional<String> complaint() {
        return Optional.of(Configured.now().complaint()).filter(text -> !text.isEmpty());
    }

    /// The lists of one directory, read once.
    ///
    /// @param complaint empty where they could be read
    private record Configured(String directory, Understanding understanding, String complaint) {
        private static volatile Configured last = new Configured("", SHIPPED, "");

        static Configured now() {
            String property = System.getProperty(LISTS_PROPERTY);
            String given = property == null ? System.getenv(LISTS_VARIABLE) : property;
            String directory = given == null ? "" : given.strip();
            Configured known = last;
            if (!known.directory.equals(directory)) {
                known = read(directory, property == null ? LISTS_VARIABLE : "-D" + LISTS_PROPERTY);
                last = known; // two that come at once read the same twice
            }
            return known;
        }

        private static Configured read(String directory, String setting) {
            if (directory.isEmpty()) {
                return new Configured(directory, SHIPPED, "");
            }
            try {
                ReferenceLists lists = ReferenceLists.read(Path.of(directory));
                return new Configured(directory, SHIPPED.with(lists), "");
            } catch (IOException | InvalidPathException e) {
                String complaint =
                        e.getMessage() + "; correct or unset " + setting + ", which names it";
                return new Configured(directory, SHIPPED, complaint);
            }
        }
    }

    public Understanding with(ReferenceLists more) {
        return new Understanding(vendors, rules, stacks, modules, more);
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

    List<ModuleTable.Scoped> modules() {
        return modules;
    }

    ReferenceLists lists() {
        return lists;
    }

    /// Begins to find out what a device is.
    public Inquiry inquiry(SystemFacts system) {
        return Inquiry.of(this, system);
    }
}
