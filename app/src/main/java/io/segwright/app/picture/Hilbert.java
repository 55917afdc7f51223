package io.segwright.app.picture;

/// The Hilbert curve: takes a line onto a square so that what is near on the line is near in the square, and each aligned
/// power-of-four part of the line is a square itself. So a prefix is a square, or two side by side.
///
/// Hilbert, "Über die stetige Abbildung einer Linie auf ein Flächenstück", 1891; in the orientation of the usual
/// `d2xy`: from the corner (0,0) to the corner (2^order - 1, 0).
///
/// @param order the square has `2^order` cells a side
public record Hilbert(int order) {
    public static final int ORDER_MAX = 12; // 16 million cells: beyond what any screen shows

    public Hilbert {
        if (order < 0 || order > ORDER_MAX) {
            throw new IllegalArgumentException("order " + order + ": want 0.." + ORDER_MAX);
        }
    }

    /// A cell of the square.
    public record Cell(int x, int y) {}

    public int side() {
        return 1 << order;
    }

    public int cells() {
        return 1 << (2 * order);
    }

    /// Where a place of the line lies. Cost: a step an order.
    ///
    /// @param distance 0..[#cells]-1
    public Cell cell(int distance) {
        if (distance < 0 || distance >= cells()) {
            throw new IllegalArgumentException(
                    "distance " + distance + ": want 0.." + (cells() - 1));
        }
        int x = 0;
        int y = 0;
        int rest = distance;
        for (int size = 1; size < side(); size *= 2) {
            int right = 1 & (rest / 2);
            int up = 1 & (rest ^ right);
            if (up == 0) { // the quarters at both ends are turned
                if (right == 1) {
                    x = size - 1 - x;
                    y = size - 1 - y;
                }
                int turned = x;
                x = y;
                y = turned;
            }
            x += size * right;
            y += size * up;
            rest /= 4;
        }
        return new Cell(x, y);
    }
}
