package io.segwright.lab;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Checks a property on many seeded random cases. Case `n` depends on seed `n` only, so a failure is replayed alone.
///
/// Instead of shrinking, generate small cases first: a generator that draws its size as `random.nextInt(1, n)` does.
public final class Forall {
    /// Replays one seed: `-Dforall.seed=38`.
    public static final String SEED_PROPERTY = "forall.seed";

    private Forall() {}

    /// Checks the property on the cases of seeds `0 .. cases-1`, or only on that of `-Dforall.seed`.
    ///
    /// @param cases how many, at least 1
    /// @param generator makes a case from a source of randomness, and from nothing else
    /// @param property throws (an [AssertionError], say) when the case does not have it
    /// @throws AssertionError with the seed, the case and the cause
    public static <T> void check(
            int cases, Function<RandomGenerator, T> generator, Consumer<T> property) {
        if (cases < 1) {
            throw new IllegalArgumentException(cases + " cases: want at least 1");
        }
        Long only = Long.getLong(SEED_PROPERTY);
        if (only != null) {
            checkSeed(only, generator, property);
            return;
        }
        for (long seed = 0; seed < cases; seed++) {
            checkSeed(seed, generator, property);
        }
    }

    private static <T> void checkSeed(
            long seed, Function<RandomGenerator, T> generator, Consumer<T> property) {
        T value;
        try {
            value = generator.apply(new SplittableRandom(seed));
        } catch (RuntimeException | AssertionError e) { // whatever a property throws
            throw failure(seed, "the generator failed", e);
        }
        try {
            property.accept(value);
        } catch (RuntimeException | AssertionError e) { // whatever a property throws
            throw failure(seed, "does not hold for " + value, e);
        }
    }

    private static AssertionError failure(long seed, String what, Throwable cause) {
        return new AssertionError(
                what + ": " + cause.getMessage() + "; replay with -D" + SEED_PROPERTY + "=" + seed,
                cause);
    }
}
