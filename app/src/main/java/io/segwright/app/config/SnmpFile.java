package io.segwright.app.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.collectors.snmp.AuthProtocol;
import io.segwright.collectors.snmp.Binding;
import io.segwright.collectors.snmp.CredentialBook;
import io.segwright.collectors.snmp.PrivProtocol;
import io.segwright.collectors.snmp.Secret;
import io.segwright.collectors.snmp.SnmpCredential;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The SNMP credentials file: JSON, readable by its owner alone, each credential bound to ranges or sites.
///
/// ```json
/// {"credentials": [
///   {"name": "dc1", "version": "3", "user": "monitor", "authProtocol": "SHA-256", "authPassword": "...",
///    "privProtocol": "AES-128", "privPassword": "...", "ranges": ["10.255.0.0/24"]},
///   {"name": "old", "version": "2c", "community": "...", "sites": ["branch-7"]}]}
/// ```
public final class SnmpFile {
    private static final long BYTES_MAX = 1_000_000; // 3,000 credentials
    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(
                                            StreamReadFeature
                                                    .INCLUDE_SOURCE_IN_LOCATION) // no secret in a
                                    // message
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(8)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SnmpFile() {}

    /// The file's outermost object; null where a key is absent.
    record Root(@Nullable List<Entry> credentials) {}

    /// One credential as written; null where a key is absent.
    record Entry(
            @Nullable String name,
            @Nullable String version,
            @Nullable String community,
            @Nullable String user,
            @Nullable String authProtocol,
            @Nullable String authPassword,
            @Nullable String privProtocol,
            @Nullable String privPassword,
            @Nullable String context,
            @Nullable List<String> ranges,
            @Nullable List<String> sites) {
        @Override
        public String toString() {
            return "Entry[" + name + "]"; // the rest is secret
        }
    }

    /// @throws ConfigException located, without any secret
    public static CredentialBook read(Path file) throws ConfigException {
        PrivateFile.check(file, BYTES_MAX, "SNMP credentials as JSON; see docs/user-guide.md");
        Root root = parse(file);
        if (root.credentials == null || root.credentials.isEmpty()) {
            throw new ConfigException(file + ": no credentials: want {\"credentials\": [{...}]}");
        }
        List<SnmpCredential> credentials = new ArrayList<>();
        for (int i = 0; i < root.credentials.size(); i++) {
            String where = file + ": credentials[" + i + "]";
            try {
                Entry entry = root.credentials.get(i);
                if (entry == null) {
                    throw new ConfigException(where + " is null: want {\"name\": ...}");
                }
                credentials.add(credential(entry, where));
            } catch (IllegalArgumentException | AddressFormatException e) {
                throw new ConfigException(where + ": " + e.getMessage());
            }
        }
        try {
            return new CredentialBook(credentials);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + ": " + e.getMessage());
        }
    }

    private static Root parse(Path file) throws ConfigException {
        try {
            Root root = JSON.readValue(file.toFile(), Root.class);
            if (root == null) {
                throw new ConfigException(file + ": null: want {\"credentials\": [{...}]}");
            }
            return root;
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null
                            ? ""
                            : ":"
                                    + e.getLocation().getLineNr()
                                    + ":"
                                    + e.getLocation().getColumnNr();
            throw new ConfigException(
                    file + where + ": " + kind(e) + "; see docs/user-guide.md for the format");
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage());
        }
    }

    /// What is wrong, without quoting the text, which may be a secret.
    private static String kind(JsonProcessingException e) {
        return switch (e) {
            case com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException unknown ->
                    "unknown key '"
                            + unknown.getPropertyName()
                            + "': want one of "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .toList();
            case com.fasterxml.jackson.databind.exc.MismatchedInputException mismatch ->
                    "a value of the wrong kind at "
                            + mismatch.getPathReference().replaceAll("[\\w.$]+\\[", "[");
            default -> "not JSON";
        };
    }

    private static SnmpCredential credential(Entry entry, String where)
            throws ConfigException, AddressFormatException {
        String name = required(entry.name, "name", where);
        Binding binding = binding(entry);
        return switch (required(entry.version, "version", where)) {
            case "1" ->
                    new SnmpCredential.V1(
                            name,
                            binding,
                            Secret.of(required(entry.community, "community", where)));
            case "2c", "2" ->
                    new SnmpCredential.V2c(
                            name,
                            binding,
                            Secret.of(required(entry.community, "community", where)));
            case "3" -> version3(entry, name, binding, where);
            case String other ->
                    throw new ConfigException(
                            where + ": version '" + other + "': want \"1\", \"2c\" or \"3\"");
        };
    }

    private static SnmpCredential version3(Entry entry, String name, Binding binding, String where)
            throws ConfigException {
        String user = required(entry.user, "user", where);
        AuthProtocol auth = auth(required(entry.authProtocol, "authProtocol", where), where);
        Secret authKey = Secret.of(required(entry.authPassword, "authPassword", where));
        SnmpCredential.V3 credential =
                SnmpCredential.V3.authenticated(name, binding, user, auth, authKey);
        if (entry.privProtocol != null) {
            Secret privKey = Secret.of(required(entry.privPassword, "privPassword", where));
            PrivProtocol priv = priv(entry.privProtocol, where);
            credential = new SnmpCredential.V3(name, binding, user, auth, authKey, priv, privKey);
        }
        return entry.context == null ? credential : credential.inContext(entry.context);
    }

    private static Binding binding(Entry entry) throws AddressFormatException {
        List<Prefix> ranges = new ArrayList<>();
        for (String range : texts(entry.ranges, "ranges")) {
            ranges.add(Prefix.parse(range));
        }
        return new Binding(ranges, Set.copyOf(texts(entry.sites, "sites")));
    }

    private static List<String> texts(@Nullable List<String> list, String key) {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("\"" + key + "\" holds null: want texts only");
        }
        return list;
    }

    private static AuthProtocol auth(String text, String where) throws ConfigException {
        return switch (text.toUpperCase(Locale.ROOT).replace("-", "")) {
            case "MD5" -> AuthProtocol.MD5;
            case "SHA", "SHA1" -> AuthProtocol.SHA1;
            case "SHA224" -> AuthProtocol.SHA224;
            case "SHA256" -> AuthProtocol.SHA256;
            case "SHA384" -> AuthProtocol.SHA384;
            case "SHA512" -> AuthProtocol.SHA512;
            default ->
                    throw new ConfigException(
                            where
                                    + ": authProtocol '"
                                    + text
                                    + "': want SHA-256, SHA-224, SHA-384, SHA-512, SHA-1 or MD5");
        };
    }

    private static PrivProtocol priv(String text, String where) throws ConfigException {
        return switch (text.toUpperCase(Locale.ROOT).replace("-", "")) {
            case "DES" -> PrivProtocol.DES;
            case "AES", "AES128" -> PrivProtocol.AES128;
            case "AES192" -> PrivProtocol.AES192;
            case "AES256" -> PrivProtocol.AES256;
            case "AES192C" -> PrivProtocol.AES192_REEDER;
            case "AES256C" -> PrivProtocol.AES256_REEDER;
            default ->
                    throw new ConfigException(
                            where
                                    + ": privProtocol '"
                                    + text
                                    + "': want AES-128, AES-192, AES-256, AES-192-C, AES-256-C or DES");
        };
    }

    private static String required(@Nullable String value, String key, String where)
            throws ConfigException {
        if (value == null || value.isEmpty()) {
            throw new ConfigException(where + ": no \"" + key + "\": add it");
        }
        return value;
    }
}
