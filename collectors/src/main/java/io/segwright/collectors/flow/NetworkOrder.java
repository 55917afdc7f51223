package io.segwright.collectors.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Unsigned big-endian numbers in a byte array. The caller has checked the bounds; nothing allocates.
public final class NetworkOrder {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private NetworkOrder() {}

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    public static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    public static int i32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    public static long u32(byte[] bytes, int at) {
        return Integer.toUnsignedLong((int) INT.get(bytes, at));
    }

    public static long u64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /// A number of any width: RFC 7011 sec. 6.2 lets an exporter send fewer bytes than the element's own type has.
    ///
    /// @param length 1..8
    public static long unsigned(byte[] bytes, int at, int length) {
        return switch (length) {
            case 1 -> u8(bytes, at);
            case 2 -> u16(bytes, at);
            case 4 -> u32(bytes, at);
            case 8 -> u64(bytes, at);
            default -> {
                long value = 0;
                for (int i = 0; i < length; i++) {
                    value = (value << 8) | u8(bytes, at + i);
                }
                yield value;
            }
        };
    }

    /// True when every byte from `at` to `end` is zero: padding, whatever its length.
    public static boolean isZero(byte[] bytes, int at, int end) {
        for (int i = at; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
