package io.segwright.graph;

import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.Decision.Choice;
import io.segwright.inventory.claim.ImportRun;
import io.segwright.inventory.claim.Statement;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.ClaimChange;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Seeded claims, decisions and imports of every shape that the contract allows.
final class RandomClaims {
    private static final int DEVICES = 3; // few, so that the same thing is said of often
    private final RandomInventory values;
    private final Random random;

    RandomClaims(RandomInventory values) {
        this.values = values;
        this.random = values.random();
    }

    ClaimChange change(Provenance provenance) {
        return switch (random.nextInt(8)) {
            case 0 -> new ClaimChange.ClaimsEnded(set(), provenance);
            case 1, 2 -> new ClaimChange.DecisionMade(decision(provenance.at()), provenance);
            case 3 -> new ClaimChange.DecisionEnded(decision(provenance.at()), provenance);
            case 4 -> new ClaimChange.ImportRead(run(provenance.at()), provenance);
            default -> new ClaimChange.ClaimsSaid(set(), provenance);
        };
    }

    ClaimSet set() {
        boolean imported = random.nextBoolean();
        return new ClaimSet(
                device(),
                imported ? "import:list " + random.nextInt(2) : "snmp",
                imported ? "dcim.device:" + random.nextInt(2) : "",
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> statement()).toList());
    }

    private Statement statement() {
        return new Statement(
                attribute(),
                "v" + values.text(),
                random.nextInt(1, 101),
                values.text(),
                values.instant(),
                random.nextInt(4) == 0 ? values.instant() : Instant.MAX);
    }

    private Decision decision(Instant at) {
        String chosen = "v" + random.nextInt(3);
        return new Decision(
                device(),
                attribute(),
                random.nextBoolean() ? new Choice.Value(chosen) : new Choice.Source(chosen),
                "user:" + random.nextInt(2),
                "reason " + random.nextInt(3),
                at,
                random.nextBoolean() ? Instant.MAX : at.plusSeconds(random.nextInt(1, 99)),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(_ -> new Decision.Side("snmp", values.text()))
                        .toList());
    }

    private ImportRun run(Instant at) {
        return new ImportRun("import:list " + random.nextInt(2), at, random.nextInt(9));
    }

    private DeviceId device() {
        return DeviceId.of(random.nextInt(DEVICES));
    }

    private Attribute attribute() {
        return List.of(Attribute.NAME, Attribute.SERIAL, Attribute.OWNER).get(random.nextInt(3));
    }
}
