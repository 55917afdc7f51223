package io.segwright.app.config;

import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.ipam.TagDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The small files of a data directory that have a history, as they were at a moment; today's where that is not known,
/// which [#todays] tells.
public final class FilesThen {
    private final Path directory;
    private final Instant then;
    private final List<String> todays = new ArrayList<>();

    FilesThen(Path directory, Instant then) {
        this.directory = directory;
        this.then = then;
    }

    /// What is today's although the past was asked about, of what was read so far; for a person.
    public List<String> todays() {
        return List.copyOf(todays);
    }

    /// Who could answer for things.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public OwnerDirectory ownerDirectory() throws ConfigException {
        Path file = directory.resolve("owners");
        Optional<List<String>> lines = lines(file, "owners");
        return lines.isPresent() ? OwnersFile.directory(file, lines.get()) : OwnersFile.read(file);
    }

    /// What tags might name.
    ///
    /// @throws ConfigException a file was damaged; it says which line
    public TagDirectory tagDirectory() throws ConfigException {
        Path file = directory.resolve("tags");
        Optional<List<String>> lines = lines(file, "tags");
        List<TagDirectory.Entry> all =
                new ArrayList<>(
                        lines.isPresent()
                                ? TagsFile.parse(file, lines.get())
                                : TagsFile.read(file));
        Path owners = directory.resolve("owners");
        Optional<List<String>> ownersThen = history(owners);
        (ownersThen.isPresent()
                        ? OwnersFile.parse(owners, ownersThen.get())
                        : OwnersFile.owners(owners))
                .forEach(owner -> all.add(TagDirectory.entry(owner)));
        return TagDirectory.of(all);
    }

    /// The ranges that were declared.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public RangesFile ranges() throws ConfigException {
        Path file = directory.resolve("ranges");
        Optional<List<String>> lines = lines(file, "declared ranges");
        return lines.isPresent() ? RangesFile.parse(file, lines.get()) : RangesFile.read(file);
    }

    /// The addresses that were in use at the last collection before.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public List<LiveAddress> liveAddresses() throws ConfigException {
        Path file = directory.resolve("live");
        Optional<List<String>> lines = lines(file, "addresses in use");
        return lines.isPresent() ? LiveFile.parse(file, lines.get()) : LiveFile.read(file);
    }

    private Optional<List<String>> lines(Path file, String name) throws ConfigException {
        Optional<List<String>> lines = history(file);
        if (lines.isEmpty() && Files.exists(file)) {
            todays.add(name);
        }
        return lines;
    }

    private Optional<List<String>> history(Path file) throws ConfigException {
        try {
            return new LineHistory(file).at(then);
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
    }
}
