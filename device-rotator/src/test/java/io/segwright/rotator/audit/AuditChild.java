package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.nio.file.Path;

/// Another process: records numbered events and prints each number once it is durable.
final class AuditChild {
    private static final int EVENTS_MAX = 100_000; // a parent that forgets to kill it gets it back

    private AuditChild() {}

    public static void main(String[] args) throws AuditUnavailableException {
        Desk desk = new Desk(AuditPaths.in(Path.of(args[0])).anchoredAt(Path.of(args[1])));
        try (AuditLog log = desk.open()) {
            for (int i = 1; i <= EVENTS_MAX; i++) {
                log.record(Desk.event(i));
                System.out.println(i);
            }
        } catch (AuditUnavailableException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
