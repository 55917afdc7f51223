package io.segwright.collectors.imports.netbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Where a NetBox is, and who may be believed to be it. The token goes to this origin and to no other.
public final class NetboxServer {
    private static final int PORT_MAX = 65_535;

    private final URI base; // without a slash at its end
    private final NetboxToken token;
    private final @Nullable SSLContext trustOrNull; // null: the JDK's own certificates

    private NetboxServer(URI base, NetboxToken token, @Nullable SSLContext trustOrNull) {
        this.base = base;
        this.token = token;
        this.trustOrNull = trustOrNull;
    }

    /// True for what looks like an address of a server and not like a file.
    public static boolean isUrl(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    /// @param url of its start page, e.g. `https://netbox.example.net` or `https://tools.example.net/netbox`
    /// @throws IllegalArgumentException with a message for a person
    public static NetboxServer of(String url, NetboxToken token) {
        URI uri;
        try {
            uri = new URI(url.replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "want a URL with a host and without a user, e.g. https://netbox.example.net");
        }
        if (uri.getPort() > PORT_MAX) {
            throw new IllegalArgumentException(uri + ": want a port of 1..65535");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(uri.getHost() + ": want a URL without ? and #");
        }
        if (uri.getScheme().equals("http") && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    uri + ": http would send the token in clear; use https");
        }
        return new NetboxServer(uri, token, null);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    /// The same, believed on the certificates of a file (PEM) instead of the JDK's.
    ///
    /// @throws IOException with a message for a person
    public NetboxServer trusting(Path certificates) throws IOException {
        if (!Files.isRegularFile(certificates)) {
            throw new IOException(certificates + ": no such file; want certificates as PEM");
        }
        try (InputStream in = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + count++, each);
            }
            if (count == 0) {
                throw new IOException(certificates + ": holds no certificate; want PEM");
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext trust = SSLContext.getInstance("TLS");
            trust.init(null, factory.getTrustManagers(), null);
            return new NetboxServer(base, token, trust);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    certificates + ": no certificates: " + e.getMessage() + "; want PEM", e);
        }
    }

    /// The address of something below the base.
    ///
    /// @param path begins with `/`
    URI at(String path) {
        return URI.create(base + path);
    }

    /// True where a link stays at this origin and at this path below the base.
    boolean isAt(URI link, String path) {
        URI own = at(path);
        return own.getScheme().equals(link.getScheme())
                && own.getHost().equalsIgnoreCase(link.getHost())
                && own.getPort() == link.getPort()
                && link.getRawUserInfo() == null
                && own.getRawPath().equals(link.getRawPath());
    }

    String authorization() {
        return token.header();
    }

    Optional<SSLContext> trust() {
        return Optional.ofNullable(trustOrNull);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
