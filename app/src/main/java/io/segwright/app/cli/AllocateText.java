package io.segwright.app.cli;

import io.segwright.app.view.Format;
import io.segwright.app.view.Table;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Answer;
import io.segwright.inventory.ipam.Refusal;
import io.segwright.inventory.ipam.Request;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.ipam.Step;
import io.segwright.inventory.ipam.TagProblem;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The allocator's answers, for people and for programs.
final class AllocateText {
    private AllocateText() {}

    /// @throws CommandFailure the command was refused; with JSON the refusal is printed as an object first
    static int print(Answer answer, Format format, PrintWriter out) throws CommandFailure {
        switch (answer) {
            case Answer.Requests(List<Request> requests) -> requests(requests, format, out);
            case Answer.Spaces(Space space) -> space(space, format, out);
            case Answer.Done() -> {} // nothing to show
            case Answer.Refused(Refusal refusal) -> {
                if (format == Format.JSON || format == Format.JSONL) {
                    out.println(Table.json(json(refusal)));
                    out.flush();
                }
                throw failure(refusal);
            }
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(Refusal refusal) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("refused", refusal.code().word());
        object.put("message", refusal.message());
        object.put("problems", refusal.problems().stream().map(AllocateText::json).toList());
        return object;
    }

    private static Map<String, Object> json(TagProblem problem) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("tag", problem.kind().word());
        object.put("value", problem.value());
        object.put("reason", problem.reason().word());
        object.put("parent", problem.parent());
        object.put("near", problem.near());
        return object;
    }

    private static CommandFailure failure(Refusal refusal) {
        String message = "refused (" + refusal.code().word() + "): " + refusal.message();
        return switch (refusal.code()) {
            case TAGS, UNKNOWN, KEY_REUSED, OUTSIDE -> CommandFailure.badInput(message);
            case EXHAUSTED, TAKEN, LIMIT -> CommandFailure.unavailable(message);
            case NOT_ALLOWED, POLICY, STATE -> CommandFailure.notAllowed(message);
        };
    }

    /// One line each; with JSON the whole history.
    static void requests(List<Request> requests, Format format, PrintWriter out) {
        switch (format) {
            case JSON ->
                    out.println(Table.json(requests.stream().map(AllocateText::json).toList()));
            case JSONL -> requests.forEach(r -> out.println(Table.json(json(r))));
            case TABLE, CSV -> {
                Table table =
                        new Table(
                                "request",
                                "state",
                                "vrf",
                                "block",
                                "service",
                                "subscription",
                                "vm",
                                "environment",
                                "owner",
                                "until",
                                "asked");
                requests.forEach(r -> row(table, r));
                table.print(format, out);
            }
        }
        out.flush();
    }

    private static void row(Table table, Request request) {
        Tags tags = tags(request);
        table.row(
                request.id(),
                request.state().word(),
                request.held().map(h -> h.place().vrf().name()).orElse(""),
                request.held().map(h -> h.place().block().toString()).orElse(""),
                tags.service(),
                tags.subscription(),
                tags.workload(),
                tags.environment(),
                tags.owner(),
                until(request),
                request.wish().ask() + " of " + request.wish().pool());
    }

    private static Tags tags(Request request) {
        return request.held().map(Request.Holding::tags).orElse(request.wish().tags());
    }

    static String until(Request request) {
        return request.held()
                .map(Request.Holding::until)
                .filter(at -> !at.equals(Instant.MAX))
                .map(Instant::toString)
                .orElse("");
    }

    static Map<String, Object> json(Request request) {
        Map<String, Object> object = new LinkedHashMap<>();
        Tags tags = tags(request);
        object.put("request", request.id());
        object.put("state", request.state().word());
        object.put("vrf", request.held().map(h -> h.place().vrf().name()).orElse(""));
        object.put("block", request.held().map(h -> h.place().block().toString()).orElse(""));
        object.put("service", tags.service());
        object.put("subscription", tags.subscription());
        object.put("vm", tags.workload());
        object.put("environment", tags.environment());
        object.put("owner", tags.owner());
        object.put("until", until(request));
        object.put("pool", request.wish().pool());
        object.put("asked", request.wish().ask().toString());
        object.put("key", request.wish().key());
        object.put("revision", request.revision());
        object.put("history", request.history().stream().map(AllocateText::json).toList());
        return object;
    }

    private static Map<String, Object> json(Step step) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", step.at().toString());
        object.put("who", step.actor());
        object.put("what", step.act().word());
        object.put("why", step.reason());
        return object;
    }

    /// A request with everything that became of it.
    static void sheet(Request request, Format format, PrintWriter out) {
        if (format != Format.TABLE) {
            requests(List.of(request), format, out);
            return;
        }
        requests(List.of(request), format, out);
        out.println();
        Table steps = new Table("when", "who", "what", "why");
        for (Step step : request.history()) {
            steps.row(step.at(), step.actor(), step.act().word(), step.reason());
        }
        steps.print(format, out);
    }

    private static void space(Space space, Format format, PrintWriter out) {
        Table table = new Table("id", "kind", "vrf", "block", "name", "team");
        switch (space) {
            case Space.Aggregate a -> spaceRow(table, a, "aggregate", "", "");
            case Space.Pool p -> spaceRow(table, p, "pool", p.name(), p.team().name());
            case Space.Reservation r -> spaceRow(table, r, "reservation", "", "");
        }
        table.print(format, out);
    }

    private static void spaceRow(Table table, Space space, String kind, String name, String team) {
        table.row(space.id(), kind, space.place().vrf(), space.place().block(), name, team);
    }
}
