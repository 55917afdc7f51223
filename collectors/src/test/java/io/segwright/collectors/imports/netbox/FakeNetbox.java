package io.segwright.collectors.imports.netbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A NetBox on loopback that lists objects in the shapes and pages of its REST API, and can be told to misbehave.
final class FakeNetbox implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Answers instead of the API, where it returns true.
    interface Trick {
        boolean answers(HttpExchange exchange, Map<String, String> query) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String version;
    private final Map<String, List<ObjectNode>> lists;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Trick trick = (_, _) -> false;

    /// @param lists by path, each in order of `id`
    FakeNetbox(String version, Map<String, List<ObjectNode>> lists) throws IOException {
        this.version = version;
        this.lists = lists;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void play(Trick fresh) {
        trick = fresh;
    }

    /// `GET /path?query`, in order.
    List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Map<String, String> query = new HashMap<>();
            String raw = exchange.getRequestURI().getRawQuery();
            for (String pair : (raw == null ? "" : raw).split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(
                        equals < 0 ? pair : pair.substring(0, equals),
                        equals < 0 ? "" : pair.substring(equals + 1));
            }
            String path = exchange.getRequestURI().getPath();
            if (trick.answers(exchange, query)) {
                return;
            }
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Token " + TOKEN).equals(token)) {
                answer(exchange, 403, "{\"detail\": \"Invalid token\"}");
            } else if (path.equals("/api/status/")) {
                answer(exchange, 200, "{\"netbox-version\": \"" + version + "\"}");
            } else if (lists.containsKey(path)) {
                answer(exchange, 200, page(path, query));
            } else {
                answer(exchange, 404, "{\"detail\": \"Not found.\"}");
            }
        }
    }

    /// NetBox 3.6 to 4.5 pages by offset and tells the count; 4.6 also by the number of the first object, without.
    private String page(String path, Map<String, String> query) throws IOException {
        List<ObjectNode> all = lists.getOrDefault(path, List.of());
        int limit = Math.min(1_000, Integer.parseInt(query.getOrDefault("limit", "50")));
        ObjectNode page = JSON.createObjectNode();
        ArrayNode results = JSON.createArrayNode();
        if (query.containsKey("start")) {
            long start = Long.parseLong(query.getOrDefault("start", "0"));
            List<ObjectNode> rest =
                    all.stream().filter(o -> o.get("id").asLong() >= start).toList();
            rest.stream().limit(limit).forEach(results::add);
            page.putNull("count");
            page.put(
                    "next",
                    rest.size() > limit
                            ? link(path, limit, "start", rest.get(limit).get("id").asLong())
                            : null);
        } else {
            int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
            all.stream().skip(offset).limit(limit).forEach(results::add);
            page.put("count", all.size());
            page.put(
                    "next",
                    all.size() > offset + limit
                            ? link(path, limit, "offset", offset + limit)
                            : null);
        }
        page.putNull("previous");
        page.set("results", results);
        return JSON.writeValueAsString(page);
    }

    private String link(String path, int limit, String position, long at) {
        return url() + path + "?limit=" + limit + "&" + position + "=" + at;
    }

    static boolean answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
        return true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
