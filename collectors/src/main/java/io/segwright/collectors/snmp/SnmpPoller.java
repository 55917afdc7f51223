package io.segwright.collectors.snmp;

import io.segwright.collectors.pace.Breakers;
import io.segwright.collectors.pace.Pace;
import io.segwright.collectors.pace.PoliteLimits;
import io.segwright.collectors.snmp.PollTarget.Patience;
import io.segwright.collectors.snmp.table.DeviceReader;
import io.segwright.collectors.snmp.table.Recall;
import io.segwright.collectors.snmp.table.SnmpFault;
import io.segwright.collectors.snmp.table.WalkLimits;
import io.segwright.collectors.snmp.table.Walker;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SilenceReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Polls one device after the other or many at once, each call on the caller's (virtual) thread.
///
/// Owns the sockets; close it when done. Thread-safe.
public final class SnmpPoller implements AutoCloseable {
    private static final String SOURCE = "snmp";

    private final PoliteLimits limits;
    private final WalkLimits walkLimits;
    private final CredentialBook book;
    private final CredentialMemory memory;
    private final AgentMemory agents;
    private final Function<IpAddress, Optional<Device>> held;
    private final InstantSource clock;
    private final Pace pace;
    private final Breakers breakers = new Breakers(System::nanoTime);
    private final Wire wire = new Wire();
    private final LocalizedKeys keys = new LocalizedKeys();

    /// A poller that knows no agent yet and reads everything.
    public SnmpPoller(
            PoliteLimits limits,
            WalkLimits walkLimits,
            CredentialBook book,
            CredentialMemory memory,
            InstantSource clock) {
        this(
                limits,
                walkLimits,
                book,
                memory,
                new AgentMemory(clock),
                _ -> Optional.empty(),
                clock);
    }

    /// @param agents what earlier polls learned; it learns on
    /// @param held the device that the inventory holds at an address: of such a one, what has not changed since is not
    ///     read again
    public SnmpPoller(
            PoliteLimits limits,
            WalkLimits walkLimits,
            CredentialBook book,
            CredentialMemory memory,
            AgentMemory agents,
            Function<IpAddress, Optional<Device>> held,
            InstantSource clock) {
        this.limits = limits;
        this.walkLimits = walkLimits;
        this.book = book;
        this.memory = memory;
        this.agents = agents;
        this.held = held;
        this.clock = clock;
        this.pace = new Pace(limits);
    }

    /// A credential that did not open the device.
    ///
    /// @param v3Authenticated the device proved that it speaks v3
    private record Failure(
            SnmpCredential credential, SnmpFault fault, boolean heard, boolean v3Authenticated) {}

    /// Asks an address for everything, with its candidates one after the other.
    ///
    /// @return `DevicePolled`, or `DeviceSilent` with the most telling reason
    /// @throws InterruptedException when the calling thread is interrupted; nothing more is sent then
    public Observation poll(PollTarget target) throws InterruptedException {
        List<SnmpCredential> candidates = book.candidates(target.address(), target.site());
        if (candidates.isEmpty()) {
            return silent(
                    target,
                    SilenceReason.NO_CREDENTIAL,
                    "no credential is bound to this address or site; bind one to its range");
        }
        List<SnmpCredential> usable = memory.usable(target.address(), candidates);
        if (usable.isEmpty()) {
            return stillRefused(target, candidates);
        }
        if (held.apply(target.address()).isPresent()) {
            breakers.answeredOnce(target.address());
        }
        return switch (breakers.admit(target.address(), target.site())) {
            case Breakers.Refused(String why) -> silent(target, SilenceReason.TIMEOUT, why);
            case Breakers.Go() -> ask(target, target, usable);
            case Breakers.Probe() -> ask(target, target.withPatience(Patience.SWEEP), usable);
        };
    }

    /// @param gentle the same target, perhaps to be asked with less effort
    private Observation ask(PollTarget target, PollTarget gentle, List<SnmpCredential> usable)
            throws InterruptedException {
        boolean told = false;
        try {
            Observation seen = tellBreakers(target, tryEach(gentle, usable));
            told = true;
            return seen;
        } finally {
            if (!told) {
                breakers.abandoned(target.address(), target.site());
            }
        }
    }

    /// Silence at an address of which nothing but its number is known counts for nothing.
    private Observation tellBreakers(PollTarget target, Observation seen) {
        if (!(seen instanceof DeviceSilent silent && silent.reason() == SilenceReason.TIMEOUT)) {
            breakers.answered(target.address(), target.site());
            return seen;
        }
        if (target.patience() == Patience.SWEEP) {
            breakers.abandoned(target.address(), target.site());
            return seen;
        }
        String state = breakers.silent(target.address(), target.site());
        return state.isEmpty()
                ? seen
                : silent(target, SilenceReason.TIMEOUT, silent.detail() + "; " + state);
    }

    private Observation tryEach(PollTarget target, List<SnmpCredential> usable)
            throws InterruptedException {
        List<Failure> failures = new ArrayList<>();
        for (SnmpCredential candidate : usable) {
            boolean downgrade =
                    !(candidate instanceof SnmpCredential.V3)
                            && failures.stream().anyMatch(SnmpPoller::speaksV3);
            if (downgrade) {
                break;
            }
            switch (ask(target, candidate)) {
                case Opened(DevicePolled polled) -> {
                    memory.answered(target.address(), candidate);
                    remember(target, failures, true);
                    return polled;
                }
                case Closed(Failure failure) -> failures.add(failure);
            }
            if (failures.getLast().fault().kind() == SnmpFault.Kind.REFUSED) {
                break; // nobody listens: other credentials would meet the same
            }
        }
        remember(target, failures, failures.stream().anyMatch(Failure::heard));
        return explain(target, failures);
    }

    private sealed interface Result {}

    private record Opened(DevicePolled polled) implements Result {}

    private record Closed(Failure failure) implements Result {}

    private Result ask(PollTarget target, SnmpCredential credential) throws InterruptedException {
        PoliteLimits mine = target.patience() == Patience.SWEEP ? limits.withRetries(0) : limits;
        Provenance provenance = new Provenance(SOURCE, target.address(), clock.instant());
        try (DeviceSession session =
                new DeviceSession(
                        wire, socket(target), credential, pace.device(target.site()), mine, keys)) {
            try {
                Walker walker = new Walker(session, walkLimits, System::nanoTime);
                Recall recall = agents.recall(target.address(), held.apply(target.address()));
                DevicePolled polled = DeviceReader.read(walker, provenance, target.site(), recall);
                return new Opened(polled.toBuilder().weakness(Weakness.of(credential)).build());
            } catch (SnmpFault fault) {
                if (fault.kind() == SnmpFault.Kind.CANCELLED) {
                    throw new InterruptedException();
                }
                return new Closed(
                        new Failure(
                                credential, fault, session.wasHeard(), session.wasAuthenticated()));
            }
        }
    }

    private static InetSocketAddress socket(PollTarget target) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(target.address().bytes()), target.port());
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 octets are an address", e);
        }
    }

    /// Knowing the user counts: whoever could make us fall back to a community after that would get to read it.
    private static boolean speaksV3(Failure failure) {
        return failure.v3Authenticated() || failure.fault().kind() == SnmpFault.Kind.WRONG_AUTH_KEY;
    }

    /// A silent pair was refused only where the device is known to be alive: SNMP answers a wrong community with
    /// silence, but so does a device that is switched off.
    private void remember(PollTarget target, List<Failure> failures, boolean alive) {
        for (Failure failure : failures) {
            SilenceReason reason = reason(failure.fault());
            boolean refused =
                    switch (reason) {
                        case UNKNOWN_USER, WRONG_AUTH_KEY, WRONG_PRIVACY_KEY, NOT_AUTHORIZED ->
                                true;
                        case TIMEOUT -> alive;
                        case REFUSED, NO_CREDENTIAL, PROTOCOL_ERROR -> false;
                    };
            if (refused) {
                memory.refused(target.address(), failure.credential(), reason);
            }
        }
    }

    private static SilenceReason reason(SnmpFault fault) {
        return switch (fault.kind()) {
            case TIMEOUT, CANCELLED -> SilenceReason.TIMEOUT;
            case REFUSED -> SilenceReason.REFUSED;
            case UNKNOWN_USER -> SilenceReason.UNKNOWN_USER;
            case WRONG_AUTH_KEY -> SilenceReason.WRONG_AUTH_KEY;
            case WRONG_PRIVACY_KEY -> SilenceReason.WRONG_PRIVACY_KEY;
            case NOT_AUTHORIZED -> SilenceReason.NOT_AUTHORIZED;
            case MALFORMED, TOO_BIG, NO_SUCH_NAME, AGENT_ERROR -> SilenceReason.PROTOCOL_ERROR;
        };
    }

    private Observation explain(PollTarget target, List<Failure> failures) {
        Failure telling = failures.getFirst();
        for (Failure each : failures) {
            if (weight(reason(each.fault())) > weight(reason(telling.fault()))) {
                telling = each;
            }
        }
        SilenceReason reason = reason(telling.fault());
        boolean community = !(telling.credential() instanceof SnmpCredential.V3);
        String hint =
                reason == SilenceReason.TIMEOUT && community
                        ? ": no device, filtered, or a wrong community, which SNMP answers with silence;"
                                + " check the community and the agent's access list"
                        : "";
        String others =
                failures.size() == 1
                        ? ""
                        : " (" + failures.size() + " credentials tried: " + names(failures) + ")";
        return silent(
                target,
                reason,
                "credential "
                        + telling.credential().name()
                        + ": "
                        + telling.fault().text()
                        + hint
                        + others);
    }

    private static String names(List<Failure> failures) {
        return String.join(", ", failures.stream().map(f -> f.credential().name()).toList());
    }

    /// The more a reason says about what to change, the more it weighs.
    private static int weight(SilenceReason reason) {
        return switch (reason) {
            case NO_CREDENTIAL -> 0;
            case TIMEOUT -> 1;
            case REFUSED -> 2;
            case PROTOCOL_ERROR -> 3;
            case UNKNOWN_USER -> 4;
            case NOT_AUTHORIZED -> 5;
            case WRONG_PRIVACY_KEY, WRONG_AUTH_KEY -> 6;
        };
    }

    private Observation stillRefused(PollTarget target, List<SnmpCredential> candidates) {
        for (SnmpCredential candidate : candidates) {
            Optional<SilenceReason> reason = memory.refusal(target.address(), candidate);
            if (reason.isPresent()) {
                return silent(
                        target,
                        reason.get(),
                        "credential "
                                + candidate.name()
                                + ": refused less than "
                                + CredentialMemory.REFUSAL.toHours()
                                + " h ago and not tried again; correct it under a new name to try at once");
            }
        }
        return silent(
                target,
                SilenceReason.NO_CREDENTIAL,
                "the device speaks SNMPv3, so v1 and v2c are not sent; bind a v3 credential to its range");
    }

    private Observation silent(PollTarget target, SilenceReason reason, String detail) {
        return new DeviceSilent(
                new Provenance(SOURCE, target.address(), clock.instant()),
                target.site(),
                target.address(),
                reason,
                detail);
    }

    /// The credentials that [#poll] would try now, in order. Sends nothing.
    public List<SnmpCredential> wouldTry(IpAddress address, String site) {
        return memory.usable(address, book.candidates(address, site));
    }

    /// The observation for a poll that ended by a defect of this program.
    public Observation defect(PollTarget target, Throwable cause) {
        return silent(
                target,
                SilenceReason.PROTOCOL_ERROR,
                "its answers met a defect of this program (" + cause + "); please report it");
    }

    /// Closes the sockets. Polls that still run end with a timeout; twice is fine.
    @Override
    public void close() {
        wire.close();
    }
}
