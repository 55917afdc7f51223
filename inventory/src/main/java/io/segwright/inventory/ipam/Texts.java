package io.segwright.inventory.ipam;

/// Occupants in messages.
final class Texts {
    private Texts() {}

    /// E.g. `10.0.0.0/24 is allocated by request 17 for service 'web'`.
    static String of(Occupant occupant) {
        return switch (occupant) {
            case Space.Aggregate a -> a.place().block() + " is an aggregate";
            case Space.Pool p -> p.place().block() + " is pool '" + p.name() + "'";
            case Space.Reservation r ->
                    r.place().block() + " is reserved (" + r.made().reason() + ")";
            case Request request ->
                    request.held()
                            .map(held ->
                                    held.place().block()
                                            + " is "
                                            + request.state().word()
                                            + " by request "
                                            + request.id()
                                            + (request.state() == Request.State.RESTING
                                                    ? " until " + held.until()
                                                    : " for '" + held.tags().service() + "'"))
                            .orElse("request " + request.id());
        };
    }
}
