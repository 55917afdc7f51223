package io.segwright.inventory.space;

/// How full a container is.
///
/// @param size its addresses
/// @param used those that its direct children take; exact up to 2^53
/// @param children how many lie directly in it; a range counts once a prefix of it
/// @param largestFree the length of the largest free block; [#NONE_FREE] where there is none
public record Usage(double size, double used, int children, int largestFree) {
    public static final int NONE_FREE = 255;

    /// 0..1.
    public double share() {
        return used / size;
    }
}
