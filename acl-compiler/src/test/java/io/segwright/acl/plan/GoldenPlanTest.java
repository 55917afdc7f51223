package io.segwright.acl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.SmallWorld;
import io.segwright.acl.compile.AclCompiler;
import io.segwright.acl.compile.Compilation;
import io.segwright.acl.dialect.Dialect;
import io.segwright.acl.dialect.Ios;
import io.segwright.acl.dialect.NfTables;
import io.segwright.acl.dialect.Rendering;
import io.segwright.acl.intent.Tracking;
import io.segwright.lab.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenPlanTest {
    private static Compilation compiled(Tracking tracking) {
        return AclCompiler.compile(
                SmallWorld.policy(),
                SmallWorld.topology(),
                SmallWorld.allocations(),
                SmallWorld.NOW,
                tracking);
    }

    private static List<DeviceFile> files(Dialect dialect) {
        Tracking tracking =
                switch (dialect) {
                    case NfTables _ -> Tracking.STATEFUL;
                    case Ios _ -> Tracking.STATELESS;
                };
        return DeviceFile.of(compiled(tracking).lists(), dialect);
    }

    private static String text(DeviceFile file) {
        return switch (file.render()) {
            case Rendering.Rendered(String text) -> text;
            case Rendering.Unrenderable failure -> throw new AssertionError(failure.toString());
        };
    }

    @Test
    void theSmallPolicyReadsWellInBothDialects() {
        for (Dialect dialect : List.of(new NfTables(), new Ios())) {
            for (DeviceFile file : files(dialect)) {
                Golden.assertMatches(GoldenPlanTest.class, file.name(), text(file));
            }
        }
    }

    @Test
    void everyFilePairsWithItsIntents() {
        for (Dialect dialect : List.of(new NfTables(), new Ios())) {
            for (DeviceFile file : files(dialect)) {
                ReadBack back = file.readBack(text(file));
                assertThat(back).isInstanceOf(ReadBack.Paired.class);
                assertThat(((ReadBack.Paired) back).pairs()).hasSameSizeAs(file.lists());
            }
        }
    }

    @Test
    void aListAtAnotherPlaceIsFound() {
        DeviceFile file =
                files(new Ios()).stream()
                        .filter(f -> f.name().equals("core-1-example_segment.ios"))
                        .findFirst()
                        .orElseThrow();
        ReadBack back = file.readBack(text(file).replace("interface Vlan20", "interface Vlan21"));
        assertThat(back).isInstanceOf(ReadBack.Unreadable.class);
        assertThat(((ReadBack.Unreadable) back).errors().getFirst())
                .hasToString(
                        "core-1-example_segment.ios: no list at interface Vlan20 in:"
                                + " want core-1-example_Vlan20_in");
    }
}
