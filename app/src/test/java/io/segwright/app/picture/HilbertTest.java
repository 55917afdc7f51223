package io.segwright.app.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.app.picture.Hilbert.Cell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The curve against its definition, which is not how it is computed.
class HilbertTest {
    /// The curve of order n is four of order n - 1: the first turned over the diagonal, the last over the other one.
    private static List<Cell> defined(int order) {
        if (order == 0) {
            return List.of(new Cell(0, 0));
        }
        int half = 1 << (order - 1);
        List<Cell> curve = new ArrayList<>();
        List<Cell> part = defined(order - 1);
        part.forEach(c -> curve.add(new Cell(c.y(), c.x())));
        part.forEach(c -> curve.add(new Cell(c.x(), c.y() + half)));
        part.forEach(c -> curve.add(new Cell(c.x() + half, c.y() + half)));
        part.forEach(c -> curve.add(new Cell(2 * half - 1 - c.y(), half - 1 - c.x())));
        return curve;
    }

    private static List<Cell> computed(int order) {
        Hilbert hilbert = new Hilbert(order);
        List<Cell> curve = new ArrayList<>();
        for (int distance = 0; distance < hilbert.cells(); distance++) {
            curve.add(hilbert.cell(distance));
        }
        return curve;
    }

    @ParameterizedTest(name = "order {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void itIsTheCurveThatItsDefinitionMakes(int order) {
        assertThat(computed(order)).isEqualTo(defined(order));
    }

    @Test
    void theSixteenCellsAreWhereEveryTextbookHasThem() {
        int[][] known = {
            {0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 2}, {0, 3}, {1, 3}, {1, 2},
            {2, 2}, {2, 3}, {3, 3}, {3, 2}, {3, 1}, {2, 1}, {2, 0}, {3, 0}
        };
        List<Cell> curve = computed(2);
        for (int i = 0; i < known.length; i++) {
            assertThat(curve.get(i)).isEqualTo(new Cell(known[i][0], known[i][1]));
        }
    }

    @Test
    void neighboursOnTheLineAreNeighboursInTheSquareAndEachCellIsMetOnce() {
        List<Cell> curve = computed(9);
        Set<Cell> met = new HashSet<>(curve);
        assertThat(met).hasSize(curve.size());
        for (int i = 1; i < curve.size(); i++) {
            Cell one = curve.get(i - 1);
            Cell other = curve.get(i);
            assertThat(Math.abs(one.x() - other.x()) + Math.abs(one.y() - other.y())).isEqualTo(1);
        }
    }

    @Test
    void whatIsBeyondTheSquareIsRefused() {
        assertThatThrownBy(() -> new Hilbert(13)).hasMessage("order 13: want 0..12");
        assertThatThrownBy(() -> new Hilbert(1).cell(4)).hasMessage("distance 4: want 0..3");
    }
}
