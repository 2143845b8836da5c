package dev.weir.artifact.chunks;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.weir.protocol.Digest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How a chunk is stored: as it is, or as one zstd frame where that is smaller. Which of them shows
 * in the sizes alone: a frame as long as its chunk is the chunk.
 */
public final class Frame {
  private static final int LEVEL = 1;

  /** Less is not worth a call into native code. */
  private static final int LEAST = 1 << 12;

  private static final int SAMPLES = 16;
  private static final int SAMPLE = 256;

  /** Bytes that carry so many bits each hardly get smaller. */
  private static final double DENSE = 7.2;

  private static final double LOG2 = Math.log(2);

  private Frame() {}

  /**
   * The frame of a chunk, in an array of its own or, as a copy, the chunk itself.
   *
   * @param length of the chunk, which begins at {@code offset}
   */
  public static byte[] of(byte[] bytes, int offset, int length) {
    if (length >= LEAST && pays(bytes, offset, length)) {
      // One byte less than the chunk: a frame that does not fit is no gain.
      var frame = new byte[length - 1];
      try {
        var size = Zstd.compressByteArray(frame, 0, frame.length, bytes, offset, length, LEVEL);
        if (!Zstd.isError(size)) {
          return Arrays.copyOf(frame, (int) size);
        }
      } catch (ZstdException e) {
        // It does not fit.
      }
    }
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /**
   * Writes the chunk that the frame holds into the target, checked.
   *
   * @param from where the frame comes from, for the one who reads the error
   * @throws CorruptBlobException when it is not that chunk
   */
  public static void read(
      Digest chunk,
      byte[] frame,
      int offset,
      int stored,
      byte[] target,
      int targetOffset,
      String from)
      throws CorruptBlobException {
    var size = size(chunk, from);
    if (stored == size) {
      System.arraycopy(frame, offset, target, targetOffset, size);
    } else {
      inflate(chunk, frame, offset, stored, target, targetOffset, from);
    }
    check(chunk, target, targetOffset, from);
  }

  private static int size(Digest chunk, String from) throws CorruptBlobException {
    if (chunk.size() > ChunkSizes.STANDARD.max()) {
      throw new CorruptBlobException(chunk, from, "a chunk has at most 1 MiB");
    }
    return (int) chunk.size();
  }

  private static void inflate(
      Digest chunk, byte[] frame, int offset, int stored, byte[] target, int at, String from)
      throws CorruptBlobException {
    var size = (int) chunk.size();
    try {
      var written = Zstd.decompressByteArray(target, at, size, frame, offset, stored);
      if (Zstd.isError(written)) {
        throw new CorruptBlobException(chunk, from, Zstd.getErrorName(written));
      }
      if (written != size) {
        throw new CorruptBlobException(chunk, from, "it unpacks to " + written + " bytes");
      }
    } catch (ZstdException e) {
      throw new CorruptBlobException(chunk, from, e.getMessage());
    }
  }

  /** Checks a chunk that stands in an array. */
  public static void check(Digest chunk, byte[] bytes, int offset, String from)
      throws CorruptBlobException {
    var sha256 = sha256(bytes, offset, (int) chunk.size());
    if (!sha256.equals(chunk.sha256())) {
      throw new CorruptBlobException(chunk, from, "its SHA-256 is " + sha256);
    }
  }

  static String sha256(byte[] bytes, int offset, int length) {
    var sha256 = Digest.newSha256();
    sha256.update(bytes, offset, length);
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** Told by the entropy of some samples, which takes a thousandth of the time of a trial. */
  private static boolean pays(byte[] bytes, int offset, int length) {
    var counts = new int[256];
    var step = (length - SAMPLE) / (SAMPLES - 1);
    for (var sample = 0; sample < SAMPLES; sample++) {
      var from = offset + sample * step;
      for (var i = from; i < from + SAMPLE; i++) {
        counts[bytes[i] & 0xff]++;
      }
    }
    var total = SAMPLES * SAMPLE;
    var bits = 0.0;
    for (var count : counts) {
      if (count > 0) {
        bits -= count * Math.log((double) count / total) / LOG2;
      }
    }
    return bits / total < DENSE;
  }
}
