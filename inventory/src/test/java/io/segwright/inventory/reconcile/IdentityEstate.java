package io.segwright.inventory.reconcile;

import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.EstateBox.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;

/// A seeded estate that lives: between two rounds of polls boxes are renamed, renumbered, moved, replaced, swapped,
/// cloned into a lab; stacks change their master, their numbers and their units; pairs fail over. Of each poll it
/// knows which box it was of.
final class IdentityEstate {
    private static final Duration BETWEEN_ROUNDS = Duration.ofDays(7);

    // of the polls of the last round
    final IdentityHashMap<Observation, Integer> truth = new IdentityHashMap<>();
    final IdentityHashMap<DevicePolled, List<Integer>> units =
            new IdentityHashMap<>(); // by position, of stacks
    int events;
    private final SplittableRandom random;
    private final Macs macs = new Macs();
    private final List<EstateBox> boxes = new ArrayList<>();
    private final List<List<EstateBox>> pairs = new ArrayList<>(); // share a virtual address
    private final List<String> freeAddresses = new ArrayList<>();
    private Instant now = Polls.START;
    private int nextTruth;
    private int nextAddress;

    IdentityEstate(long seed, int size) {
        random = new SplittableRandom(seed);
        while (boxes.size() < size) {
            int kind = random.nextInt(100);
            if (kind < 5) {
                addPair(Kind.FIREWALL);
            } else if (kind < 10) {
                addPair(Kind.ROUTER);
            } else {
                boxes.add(
                        box(
                                kind < 20
                                        ? Kind.ROUTER
                                        : kind < 30
                                                ? Kind.STACK
                                                : kind < 40 ? Kind.HOST : Kind.SWITCH));
            }
        }
        shareConstants();
    }

    private EstateBox box(Kind kind) {
        EstateBox box = new EstateBox(nextTruth++, kind, random);
        int ports =
                switch (kind) {
                    case HOST -> random.nextInt(1, 4);
                    case FIREWALL -> random.nextInt(2, 5);
                    case ROUTER -> random.nextInt(2, 8);
                    case SWITCH, STACK -> random.nextInt(4, 13);
                };
        box.giveHardware(macs, ports, kind == Kind.STACK ? random.nextInt(2, 6) : 0);
        box.engine = macs.engine(box.bridge);
        box.addresses.add(address());
        while (random.nextInt(6) == 0 && box.addresses.size() < 3) {
            box.addresses.add(address());
        }
        if (kind == Kind.ROUTER && random.nextInt(10) < 6) {
            box.loopback = "10.254.%d.%d".formatted(box.truth >> 8 & 0xff, box.truth & 0xff);
        }
        return box;
    }

    /// An old one that was given up, every now and then.
    private String address() {
        if (!freeAddresses.isEmpty() && random.nextInt(3) == 0) {
            return freeAddresses.remove(random.nextInt(freeAddresses.size()));
        }
        int number = nextAddress++;
        return "10.%d.%d.%d".formatted(number / 50_000, number / 200 % 250, number % 200 + 1);
    }

    /// Firewalls of a pair have one configuration, and one set of virtual MACs on their data ports; routers share a
    /// VRRP address and nothing else.
    private void addPair(Kind kind) {
        EstateBox one = box(kind);
        EstateBox other = box(kind);
        String virtual = address();
        one.virtualAddress = virtual;
        other.virtualAddress = virtual;
        other.active = false;
        other.site = one.site;
        if (kind == Kind.FIREWALL) {
            other.name = one.name;
            other.engine = one.engine;
            other.showLike(one);
            for (int i = 0; i < 3; i++) {
                String mac = Macs.text(macs.next());
                one.virtualMacs.add(mac);
                other.virtualMacs.add(mac);
            }
        }
        boxes.add(one);
        boxes.add(other);
        pairs.add(List.of(one, other));
    }

    /// Configurations cloned with their engine id, engine ids made of addresses, anycast loopbacks, bridge MACs that
    /// a vendor forgot to number.
    private void shareConstants() {
        for (EstateBox box : boxes) {
            switch (random.nextInt(100)) {
                case 0, 1, 2 -> box.engine = "800000090300aabbccddee";
                case 3 -> box.engine = "80000a4c010a%06x".formatted(box.truth);
                case 4 -> box.loopback = "10.253.0." + (1 + random.nextInt(3)); // anycast
                case 5 -> box.engine = "8000000903" + "001b21fffff" + random.nextInt(8);
                default -> {}
            }
        }
    }

    /// Polls of everything that answers now.
    List<Observation> poll() {
        truth.clear();
        units.clear();
        now = now.plus(BETWEEN_ROUNDS);
        List<Observation> polls = new ArrayList<>();
        for (EstateBox box : boxes) {
            if (random.nextInt(50) == 0) {
                continue; // down just now
            }
            for (String address : box.addresses) {
                if (address.equals(box.addresses.getFirst()) || random.nextInt(3) == 0) {
                    add(polls, box, address);
                }
            }
        }
        for (List<EstateBox> pair : pairs) {
            EstateBox active = pair.get(0).active ? pair.get(0) : pair.get(1);
            add(polls, active, active.virtualAddress);
        }
        List<Observation> shuffled = new ArrayList<>(polls);
        Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
        return shuffled;
    }

    private void add(List<Observation> polls, EstateBox box, String address) {
        boolean partial = random.nextInt(60) == 0;
        DevicePolled poll =
                box.poll(address, now.plusSeconds(random.nextInt(3_600)), partial, random);
        polls.add(poll);
        truth.put(poll, box.truth);
        units.put(poll, box.units.stream().map(EstateBox.Unit::truth).toList());
    }

    /// A week passes.
    void change() {
        for (int i = 0; i < boxes.size(); i++) {
            EstateBox box = boxes.get(i);
            int event = random.nextInt(1_000);
            events += event < 185 ? 1 : 0;
            if (event < 50) {
                box.name =
                        random.nextInt(10) == 0 ? "switch" : "renamed-" + random.nextInt(100_000);
            } else if (event < 90) {
                renumber(box);
            } else if (event < 100) {
                box.site = "site-" + random.nextInt(40);
                renumber(box);
                box.name = "moved-" + box.truth;
            } else if (event < 107) {
                replace(i);
            } else if (event < 147) {
                box.firstIndex = 1 + random.nextInt(500); // not persistent over a reboot
            } else if (event < 160 && !box.ports.isEmpty()) {
                box.ports.set(random.nextInt(box.ports.size()), macs.next()); // a new card
            } else if (event < 163) {
                labClone(box);
            } else if (event < 185) {
                swapAddresses(box, boxes.get(random.nextInt(boxes.size())));
            }
            if (box.kind == Kind.STACK && random.nextInt(10) == 0) {
                changeStack(box);
            }
        }
        pairs.removeIf(pair -> !boxes.containsAll(pair)); // one was replaced: its spare runs alone
        for (List<EstateBox> pair : pairs) {
            if (random.nextInt(4) == 0) {
                pair.forEach(box -> box.active = !box.active);
                events++;
            }
        }
    }

    private void renumber(EstateBox box) {
        freeAddresses.add(box.addresses.getFirst());
        box.addresses.set(0, address());
    }

    private void replace(int index) {
        EstateBox old = boxes.get(index);
        boxes.set(index, old.replaced(nextTruth++, macs, random));
    }

    /// The whole configuration, addresses too, on another box that is polled at an address of its own.
    private void labClone(EstateBox original) {
        EstateBox clone = original.replaced(nextTruth++, macs, random);
        clone.engine = original.engine;
        clone.site = "lab";
        clone.addresses.clear();
        clone.addresses.add(address());
        clone.copied.addAll(original.addresses);
        clone.loopback = original.loopback;
        boxes.add(clone);
    }

    private void swapAddresses(EstateBox one, EstateBox other) {
        if (random.nextInt(10) != 0 || one == other) {
            return;
        }
        String address = one.addresses.getFirst();
        one.addresses.set(0, other.addresses.getFirst());
        other.addresses.set(0, address);
    }

    private void changeStack(EstateBox stack) {
        switch (random.nextInt(4)) {
            case 0 -> Collections.swap(stack.units, 0, stack.units.size() - 1); // renumbered
            case 1 -> stack.bridge = stack.units.getLast().mac(); // another master
            case 2 -> stack.units.set(random.nextInt(stack.units.size()), macs.unit());
            default -> moveUnit(stack);
        }
        events++;
    }

    private void moveUnit(EstateBox from) {
        for (EstateBox to : boxes) {
            if (to.kind == Kind.STACK
                    && to != from
                    && from.units.size() > 2
                    && to.units.size() < 6) {
                to.units.add(from.units.removeLast());
                return;
            }
        }
    }
}
