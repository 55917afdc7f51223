package io.segwright.app.evidence;

import io.segwright.app.evidence.EvidencePack.Sum;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The files of a pack, wherever they are. Nothing is ever written to the disk, only the names that a pack has are
/// opened, and no more is read of a file than the limit.
final class PackFiles implements AutoCloseable {
    private static final int ENTRIES_MAX = 100; // a pack has 11
    private static final int LINE_CHARS_MAX = 2_000_000; // a gap with all its evidence

    private final Path pack;
    private final List<String> names;
    private final PackZip.Opener opener;
    private final AutoCloseable source;

    private PackFiles(Path pack, List<String> names, PackZip.Opener opener, AutoCloseable source) {
        this.pack = pack;
        this.names = names;
        this.opener = opener;
        this.source = source;
    }

    /// @throws EvidenceException no pack: what is there, and what should be
    static PackFiles open(Path pack) throws EvidenceException, IOException {
        PackFiles files = Files.isDirectory(pack) ? ofFolder(pack) : ofZip(pack);
        try {
            files.checkNames();
            return files;
        } catch (EvidenceException e) {
            files.close();
            throw e;
        }
    }

    private static PackFiles ofFolder(Path folder) throws EvidenceException, IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder, 3).limit(ENTRIES_MAX)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                String name = folder.relativize(path).toString();
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    if (!name.isEmpty() && !name.equals("rows")) {
                        names.add(name + "/");
                    }
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(name);
                } else {
                    throw new EvidenceException(
                            shown(name) + ": is a link or no file: a pack has plain files only");
                }
            }
        }
        return new PackFiles(
                folder, names, name -> Files.newInputStream(folder.resolve(name)), () -> {});
    }

    private static PackFiles ofZip(Path file) throws EvidenceException, IOException {
        try {
            ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            List<String> names = zip.stream().limit(ENTRIES_MAX).map(ZipEntry::getName).toList();
            return new PackFiles(
                    file,
                    names,
                    name -> {
                        ZipEntry entry = zip.getEntry(name);
                        if (entry == null) {
                            throw new ZipException(name + " is not there");
                        }
                        return zip.getInputStream(entry);
                    },
                    zip);
        } catch (ZipException | IllegalArgumentException e) {
            throw new EvidenceException(file + ": no zip file: " + e.getMessage());
        }
    }

    private void checkNames() throws EvidenceException {
        for (String name : names) {
            if (!EvidencePack.ALL.contains(name)) {
                throw new EvidenceException(
                        shown(name) + ": belongs to no pack: it was put in, or this is no pack");
            }
            if (Collections.frequency(names, name) > 1) {
                throw new EvidenceException(name + ": is there twice");
            }
        }
        List<String> missing = EvidencePack.without(EvidencePack.ALL, names);
        if (!missing.isEmpty()) {
            throw new EvidenceException(missing.getFirst() + ": is missing");
        }
    }

    /// A name that anybody may have made, fit for a message.
    private static String shown(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
    }

    /// @throws EvidenceException larger than a file of a pack may be
    Sum sum(String name) throws EvidenceException, IOException {
        MessageDigest digest = StrictJson.sha256();
        long bytes = 0;
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = opener.open(name)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                bytes += read;
                if (bytes > EvidencePack.FILE_BYTES_MAX) {
                    throw new EvidenceException(
                            name + ": has more than " + EvidencePack.FILE_BYTES_MAX + " bytes");
                }
                digest.update(chunk, 0, read);
            }
        } catch (ZipException e) {
            throw new EvidenceException(name + ": cannot be read: " + e.getMessage());
        }
        return new Sum(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /// A small file as it is.
    String text(String name) throws EvidenceException, IOException {
        try (InputStream in = opener.open(name)) {
            byte[] bytes = in.readNBytes(EvidencePack.WHOLE_BYTES_MAX + 1);
            if (bytes.length > EvidencePack.WHOLE_BYTES_MAX) {
                throw new EvidenceException(
                        name + ": has more than " + EvidencePack.WHOLE_BYTES_MAX + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new EvidenceException(name + ": no UTF-8");
        }
    }

    /// Reads a line.
    @FunctionalInterface
    interface LineReader {
        /// @param place for messages, e.g. `rows/things.jsonl:7`
        void read(String line, String place) throws EvidenceException;
    }

    /// A file of any length, a line at a time.
    void lines(String name, LineReader each) throws EvidenceException, IOException {
        long number = 0;
        try (InputStream in = opener.open(name);
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    if (line.length() > LINE_CHARS_MAX) {
                        throw new EvidenceException(
                                name + ":" + (number + 1) + ": the line is too long");
                    }
                    continue;
                }
                number++;
                each.read(line.toString(), name + ":" + number);
                line.setLength(0);
            }
        } catch (CharacterCodingException _) {
            throw new EvidenceException(name + ":" + (number + 1) + ": no UTF-8");
        }
    }

    /// Checks that a zip file is byte for byte the one that its files make.
    void checkContainer() throws EvidenceException, IOException {
        if (Files.isDirectory(pack)) {
            return;
        }
        try (InputStream actual = new java.io.BufferedInputStream(Files.newInputStream(pack));
                Comparing wanted = new Comparing(actual)) {
            PackZip.write(opener, wanted);
            wanted.finish();
            if (wanted.different >= 0) {
                throw new EvidenceException(
                        pack.getFileName()
                                + ": byte "
                                + wanted.different
                                + " is not what the files of the pack make: the zip file was changed, or packed anew; unpack it and"
                                + " verify the folder");
            }
        }
    }

    /// Takes what should be there, and compares it with what is.
    private static final class Comparing extends OutputStream {
        private final InputStream actual;
        private long position;
        private long different = -1;

        Comparing(InputStream actual) {
            this.actual = actual;
        }

        @Override
        public void write(int value) throws IOException {
            compare(value & 0xff);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                compare(bytes[i] & 0xff);
            }
        }

        private void compare(int wanted) throws IOException {
            if (actual.read() != wanted && different < 0) {
                different = position;
            }
            position++;
        }

        void finish() throws IOException {
            if (actual.read() >= 0 && different < 0) {
                different = position;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            source.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // the interface's; a zip file and a folder throw nothing else
            throw new IOException(e);
        }
    }
}
