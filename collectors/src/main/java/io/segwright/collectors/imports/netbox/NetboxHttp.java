package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.netbox.NetboxException.Kind;
import io.segwright.collectors.imports.text.PlainText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// GETs of one NetBox, nothing but GETs: no redirect is followed, every answer is bounded in size and time.
final class NetboxHttp implements AutoCloseable {
    static final int BODY_BYTES_MAX =
            16 * 1024 * 1024; // 1,000 devices with their contexts left out have about 3 MB

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int ANSWER_SECONDS = 120; // NetBox takes half a minute for a page at worst
    private static final int TRIES_MAX = 5;
    private static final Duration WAIT_MAX = Duration.ofSeconds(60); // whatever the server asks

    private final NetboxServer server;
    private final Pause pause;
    private final HttpClient client;

    NetboxHttp(NetboxServer server, Pause pause) {
        this.server = server;
        this.pause = pause;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT);
        server.trust().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /// What came back.
    sealed interface Answer {
        /// @param content in memory, to be read once
        record Body(InputStream content) implements Answer {}

        /// The server gave up, or the answer was too long or too slow: a smaller question may help.
        record TooMuch(String reason) implements Answer {}
    }

    /// @param path with its query
    /// @throws NetboxException where asking again, or for less, would not help
    Answer get(String path) throws NetboxException, InterruptedException {
        URI uri = server.at(path);
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response;
            try {
                response = send(uri);
            } catch (TooMuchException e) {
                return new Answer.TooMuch(e.reason);
            }
            int status = response.statusCode();
            switch (status) {
                case 200 -> {
                    return new Answer.Body(new ByteArrayInputStream(response.body()));
                }
                case 429, 503 -> {
                    if (attempt == TRIES_MAX) {
                        throw new NetboxException(
                                Kind.UNAVAILABLE,
                                "%s: status %d after %d tries; try later"
                                        .formatted(uri, status, TRIES_MAX));
                    }
                    pause.of(wait(response, attempt));
                }
                case 500, 502, 504 -> {
                    return new Answer.TooMuch("status " + status);
                }
                default -> throw refusal(uri, response);
            }
        }
    }

    private static final class TooMuchException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        private TooMuchException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /// The request's own timeout ends with the headers; this one holds for the body too.
    private HttpResponse<byte[]> send(URI uri)
            throws NetboxException, TooMuchException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .GET()
                        .header("Authorization", server.authorization())
                        .header("Accept", "application/json")
                        .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new TooMuchException("no whole answer in " + ANSWER_SECONDS + " s");
        } catch (ExecutionException e) {
            String reason = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
            if (e.getCause() instanceof IOException && reason.contains("capacity")) {
                throw new TooMuchException("more than " + BODY_BYTES_MAX + " bytes");
            }
            throw new NetboxException(Kind.UNAVAILABLE, uri + ": no answer: " + unreached(e));
        }
    }

    private static String unreached(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return switch (cause) {
            case java.net.http.HttpConnectTimeoutException _ ->
                    "not connected in " + CONNECT.toSeconds() + " s";
            case java.net.ConnectException _ -> "connection refused or host unknown";
            case javax.net.ssl.SSLException tls ->
                    "TLS: " + tls.getMessage() + "; name its CA's certificate by --ca FILE.pem";
            default -> cause.getClass().getSimpleName() + ": " + cause.getMessage();
        };
    }

    /// RFC 9110 sec. 10.2.3; a date instead of seconds is taken for the longest wait.
    private static Duration wait(HttpResponse<byte[]> response, int attempt) {
        Duration asked =
                response.headers()
                        .firstValue("Retry-After")
                        .map(text ->
                                text.matches("[0-9]{1,6}")
                                        ? Duration.ofSeconds(Long.parseLong(text))
                                        : WAIT_MAX)
                        .orElse(Duration.ofSeconds(1L << attempt));
        return asked.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : asked;
    }

    private static NetboxException refusal(URI uri, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return switch (status) {
            case 401 ->
                    new NetboxException(
                            Kind.NOT_ALLOWED,
                            uri + ": the token is not known, expired or not valid from here (401)");
            case 403 ->
                    new NetboxException(
                            Kind.NOT_ALLOWED,
                            uri
                                    + ": refused (403): the token is wrong, or its user may not view this; give it 'view' on dcim, ipam and virtualization");
            case 301, 302, 303, 307, 308 ->
                    new NetboxException(
                            Kind.MALFORMED,
                            uri
                                    + ": redirects to "
                                    + PlainText.shown(
                                            response.headers().firstValue("Location").orElse("?"))
                                    + "; the token follows no redirect: give the final URL");
            case 404 ->
                    new NetboxException(
                            Kind.MALFORMED,
                            uri + ": not there (404); want the URL of NetBox's start page");
            default ->
                    new NetboxException(
                            Kind.UNAVAILABLE, uri + ": status " + status + ", want 200");
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
