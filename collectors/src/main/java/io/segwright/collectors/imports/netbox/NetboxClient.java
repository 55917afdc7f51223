package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.netbox.NetboxException.Kind;
import io.segwright.collectors.imports.netbox.NetboxHttp.Answer;
import io.segwright.collectors.imports.text.JsonText;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a NetBox through its REST API: list by list, page by page, only by GET.
///
/// From 4.6 on pages are told by a cursor (`start`), before by `offset`; both must go forward and stay at the origin.
/// Where a page of 1,000 is too much for the server, smaller ones are asked for from the same place on.
public final class NetboxClient {
    private static final int[] PAGE_SIZES = {1_000, 250, 50}; // NetBox's own limit is 1,000
    private static final int PAGES_MAX = 50_000; // of one list: 2 million objects by 50
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3}).*");
    private static final Pattern POSITION = Pattern.compile("(?:^|&)(start|offset)=([0-9]{1,18})");

    private final NetboxHttp http;
    private final NetboxServer server;
    private final NetboxTables tables = new NetboxTables();
    private final List<String> warnings = new ArrayList<>();
    private int size; // index of the page size in use

    private NetboxClient(NetboxServer server, NetboxHttp http) {
        this.server = server;
        this.http = http;
    }

    /// @throws NetboxException unreachable, not allowed, or not a NetBox
    public static InventoryReading read(NetboxServer server, NetboxRequest request, Pause pause)
            throws NetboxException, InterruptedException {
        try (NetboxHttp http = new NetboxHttp(server, pause)) {
            NetboxClient client = new NetboxClient(server, http);
            client.readAll(request);
            InventoryReading.Read read = NetboxReading.of(client.tables, request);
            return new InventoryReading.Read(
                    read.devices(), read.allocations(), read.notTaken(), client.warnings);
        }
    }

    private void readAll(NetboxRequest request) throws NetboxException, InterruptedException {
        String position = hasCursor() ? "start" : "offset";
        for (NetboxModel model : NetboxModel.all()) {
            boolean ofPortsOfVms =
                    model == NetboxModel.VM_INTERFACE
                            && !request.included().contains(NetboxRequest.Inclusion.VMS);
            if (!model.endpoint().isEmpty() && !ofPortsOfVms) {
                list(model, position);
            }
        }
        if (tables.all(NetboxModel.DEVICE).isEmpty()) {
            throw new NetboxException(
                    Kind.MALFORMED, server + ": lists no devices; does the token's user see them?");
        }
    }

    /// Asks for the version, which also shows whether the token is right before anything large is asked for.
    private boolean hasCursor() throws NetboxException, InterruptedException {
        String path = "/api/status/";
        Mapping status = object(path, body(path));
        String version =
                status.get("netbox-version") instanceof Text(String text, _, _) ? text : "";
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new NetboxException(
                    Kind.MALFORMED,
                    server.at(path)
                            + ": names no netbox-version; want the URL of NetBox's start page");
        }
        int number =
                Integer.parseInt(matcher.group(1)) * 1_000 + Integer.parseInt(matcher.group(2));
        if (number < 3_006) {
            warnings.add(
                    server
                            + ": NetBox "
                            + PlainText.shown(version)
                            + " is older than 3.6, the oldest whose answers are known");
        }
        return number >= 4_006;
    }

    private InputStream body(String path) throws NetboxException, InterruptedException {
        return switch (http.get(path)) {
            case Answer.Body(InputStream content) -> content;
            case Answer.TooMuch(String reason) ->
                    throw new NetboxException(
                            Kind.UNAVAILABLE, server.at(path) + ": " + reason + "; try later");
        };
    }

    private void list(NetboxModel model, String position)
            throws NetboxException, InterruptedException {
        Set<Long> seen = new HashSet<>();
        long wanted = 0; // how many there are, where the server says it
        Optional<Long> at = Optional.of(0L);
        for (int pages = 0; at.isPresent(); pages++) {
            if (pages == PAGES_MAX) {
                throw malformed(model, "more than " + PAGES_MAX + " pages");
            }
            Mapping page = page(model, position, at.get());
            wanted = Math.max(wanted, NetboxObject.number(page.get("count")).orElse(0L));
            int before = seen.size();
            take(model, page, seen);
            at = next(model, page, at.get());
            if (at.isPresent() && seen.size() == before) {
                throw malformed(model, "a page that only repeats what earlier ones gave");
            }
        }
        if (seen.size() < wanted) {
            throw malformed(
                    model,
                    "says that there are %d and gave %d: it changed meanwhile; import again"
                            .formatted(wanted, seen.size()));
        }
    }

    /// One page, with fewer objects on it where the server cannot do more.
    private Mapping page(NetboxModel model, String position, long at)
            throws NetboxException, InterruptedException {
        while (true) {
            String path =
                    "%s?limit=%d&%s=%d%s&exclude=config_context"
                            .formatted(
                                    model.endpoint(),
                                    PAGE_SIZES[size],
                                    position,
                                    at,
                                    position.equals("start") ? "" : "&ordering=id");
            switch (http.get(path)) {
                case Answer.Body(InputStream content) -> {
                    return object(path, content);
                }
                case Answer.TooMuch(String reason) -> {
                    if (size == PAGE_SIZES.length - 1) {
                        throw new NetboxException(
                                Kind.UNAVAILABLE,
                                "%s: %s, even by %d objects; try later"
                                        .formatted(server.at(path), reason, PAGE_SIZES[size]));
                    }
                    size++;
                }
            }
        }
    }

    private Mapping object(String path, InputStream body) throws NetboxException {
        String where = path.replaceFirst("\\?.*", "");
        try {
            SourceNode root = JsonText.document(body);
            if (root instanceof Mapping object) {
                return object;
            }
            throw new NetboxException(
                    Kind.MALFORMED, server.at(where) + ": " + root.kind() + ", want an object");
        } catch (SourceFormatException e) {
            throw new NetboxException(Kind.MALFORMED, server.at(where) + ":" + e.getMessage());
        } catch (IOException e) {
            throw new AssertionError("an array in memory does not fail", e);
        }
    }

    private void take(NetboxModel model, Mapping page, Set<Long> seen) throws NetboxException {
        if (!(page.get("results") instanceof Sequence results)) {
            throw malformed(model, "no 'results' in the answer, want a list");
        }
        for (SourceNode item : results.items()) {
            Optional<Long> id = NetboxObject.number(item);
            if (!(item instanceof Mapping object) || id.isEmpty()) {
                throw malformed(model, "a result without an 'id'");
            }
            seen.add(id.get());
            try {
                tables.add(NetboxObject.of(model, id.get(), object), item);
            } catch (SourceFormatException e) {
                throw malformed(model, e.reason());
            }
        }
    }

    /// Where the next page begins. The link is read, never followed: it must stay at the origin and go forward.
    private Optional<Long> next(NetboxModel model, Mapping page, long at) throws NetboxException {
        if (!(page.get("next") instanceof Text(String link, _, _))) {
            return Optional.empty();
        }
        if (!(page.get("results") instanceof Sequence results) || results.items().isEmpty()) {
            throw malformed(model, "an empty page that is not the last one");
        }
        URI uri;
        try {
            uri = new URI(link);
        } catch (URISyntaxException _) {
            throw malformed(model, "'next' is no link: " + PlainText.shown(link));
        }
        if (!server.isAt(uri, model.endpoint())) {
            throw malformed(
                    model,
                    "'next' leads to %s, want %s: the token goes to no other origin; if a proxy stands before NetBox, let it pass Host and X-Forwarded-Proto on"
                            .formatted(
                                    PlainText.shown(uri.getScheme() + "://" + uri.getAuthority()),
                                    server));
        }
        Matcher matcher = POSITION.matcher(String.valueOf(uri.getRawQuery()));
        if (!matcher.find() || Long.parseLong(matcher.group(2)) <= at) {
            throw malformed(model, "'next' does not lead on from " + at + ": " + uri.getRawQuery());
        }
        return Optional.of(Long.parseLong(matcher.group(2)));
    }

    private NetboxException malformed(NetboxModel model, String reason) {
        return new NetboxException(Kind.MALFORMED, server.at(model.endpoint()) + ": " + reason);
    }
}
