package dev.weir.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Arrays of primitives as their elements' bytes, little-endian, one after the other. */
final class RawArrays {
  private static final int CHUNK = 1 << 16;
  private static final int PIECE = 1 << 18;
  private static final Map<Class<?>, Integer> WIDTHS =
      Map.of(
          byte[].class, 1,
          boolean[].class, 1,
          char[].class, 2,
          short[].class, 2,
          int[].class, 4,
          float[].class, 4,
          long[].class, 8,
          double[].class, 8);

  private RawArrays() {}

  static boolean carries(Class<?> type) {
    return WIDTHS.containsKey(type);
  }

  /** How many bytes it takes. */
  static long size(Object array) {
    return (long) Array.getLength(array) * WIDTHS.get(array.getClass());
  }

  /** The array's bytes; never more than a chunk of them beside the array itself. */
  static InputStream open(Object array) {
    return new Elements(array, WIDTHS.get(array.getClass()));
  }

  static Object read(Class<?> type, long size, InputStream bytes) throws IOException {
    var width = WIDTHS.get(type);
    if (size % width != 0 || size / width > BlobStore.MAX_READ) {
      throw new IOException(size + " bytes are no " + type.getTypeName());
    }
    var array = Array.newInstance(type.getComponentType(), (int) (size / width));
    if (array instanceof byte[] content) {
      fill(content, bytes);
      return content;
    }
    var length = Array.getLength(array);
    var chunk = new byte[CHUNK];
    for (var next = 0; next < length; ) {
      var count = Math.min(length - next, CHUNK / width);
      if (bytes.readNBytes(chunk, 0, count * width) < count * width) {
        throw new EOFException("the " + type.getTypeName() + " ends early");
      }
      fill(array, next, count, ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN));
      next += count;
    }
    if (bytes.read() >= 0) {
      throw new IOException("more bytes follow the " + type.getTypeName());
    }
    return array;
  }

  /** With no copy between; by pieces, since a stream of a file buffers as much as is asked for. */
  private static void fill(byte[] array, InputStream bytes) throws IOException {
    for (var next = 0; next < array.length; ) {
      var count = Math.min(array.length - next, PIECE);
      if (bytes.readNBytes(array, next, count) < count) {
        throw new EOFException("the byte[] ends early");
      }
      next += count;
    }
    if (bytes.read() >= 0) {
      throw new IOException("more bytes follow the byte[]");
    }
  }

  private static void fill(Object array, int at, int count, ByteBuffer from) {
    switch (array) {
      case byte[] bytes -> from.get(bytes, at, count);
      case char[] chars -> from.asCharBuffer().get(chars, at, count);
      case short[] shorts -> from.asShortBuffer().get(shorts, at, count);
      case int[] ints -> from.asIntBuffer().get(ints, at, count);
      case float[] floats -> from.asFloatBuffer().get(floats, at, count);
      case long[] longs -> from.asLongBuffer().get(longs, at, count);
      case double[] doubles -> from.asDoubleBuffer().get(doubles, at, count);
      case boolean[] truths -> {
        for (var i = 0; i < count; i++) {
          truths[at + i] = from.get() != 0;
        }
      }
      default -> throw new IllegalArgumentException("no array of primitives: " + array.getClass());
    }
  }

  private static void take(Object array, int at, int count, ByteBuffer into) {
    switch (array) {
      case byte[] bytes -> into.put(bytes, at, count);
      case char[] chars -> into.asCharBuffer().put(chars, at, count);
      case short[] shorts -> into.asShortBuffer().put(shorts, at, count);
      case int[] ints -> into.asIntBuffer().put(ints, at, count);
      case float[] floats -> into.asFloatBuffer().put(floats, at, count);
      case long[] longs -> into.asLongBuffer().put(longs, at, count);
      case double[] doubles -> into.asDoubleBuffer().put(doubles, at, count);
      case boolean[] truths -> {
        for (var i = 0; i < count; i++) {
          into.put((byte) (truths[at + i] ? 1 : 0));
        }
      }
      default -> throw new IllegalArgumentException("no array of primitives: " + array.getClass());
    }
  }

  private static final class Elements extends InputStream {
    private final Object array;
    private final int width;
    private final int length;
    private final byte[] chunk = new byte[CHUNK];
    private int next;
    private int from;
    private int to;

    Elements(Object array, int width) {
      this.array = array;
      this.width = width;
      this.length = Array.getLength(array);
    }

    @Override
    public int read() {
      return refill() ? chunk[from++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
      if (count == 0) {
        return 0;
      }
      if (!refill()) {
        return -1;
      }
      var some = Math.min(count, to - from);
      System.arraycopy(chunk, from, buffer, offset, some);
      from += some;
      return some;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
      if (array instanceof byte[] bytes && next == 0) {
        for (; next < length; next += Math.min(PIECE, length - next)) {
          out.write(bytes, next, Math.min(PIECE, length - next));
        }
        return length;
      }
      long moved = 0;
      for (; refill(); from = to) {
        out.write(chunk, from, to - from);
        moved += to - from;
      }
      return moved;
    }

    private boolean refill() {
      if (from < to) {
        return true;
      }
      var count = Math.min(length - next, CHUNK / width);
      if (count == 0) {
        return false;
      }
      take(array, next, count, ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN));
      next += count;
      from = 0;
      to = count * width;
      return true;
    }
  }
}
