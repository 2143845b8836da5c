package dev.weir.artifact.chunks;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes bad inputs of good ones: as a disk or an attacker would, not by chance alone. */
final class Mutations {
  /** Numbers at which sizes, counts and offsets go wrong. */
  private static final long[] EDGES = {
    0,
    1,
    -1,
    7,
    8,
    55,
    56,
    127,
    255,
    1 << 14,
    1 << 20,
    (1 << 20) + 1,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Integer.MAX_VALUE / 48
  };

  private final Random random;
  private final List<byte[]> samples;

  Mutations(long seed, List<byte[]> samples) {
    this.random = new Random(seed);
    this.samples = samples;
  }

  byte[] next() {
    var input = any().clone();
    for (var i = random.nextInt(4); i >= 0; i--) {
      input = changed(input);
    }
    return input;
  }

  private byte[] any() {
    return samples.get(random.nextInt(samples.size()));
  }

  private byte[] changed(byte[] input) {
    if (input.length == 0) {
      return SampleBytes.random(random, random.nextInt(100));
    }
    return switch (random.nextInt(7)) {
      case 0 -> flipped(input);
      case 1 -> numbered(input, random.nextBoolean() ? Integer.BYTES : Long.BYTES);
      case 2 -> Arrays.copyOf(input, random.nextInt(input.length));
      case 3 -> Arrays.copyOf(input, input.length + random.nextInt(100));
      case 4 -> joined(input, any());
      case 5 -> moved(input);
      default -> scribbled(input);
    };
  }

  private byte[] flipped(byte[] input) {
    input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    return input;
  }

  /** Near the ends most of the time, for there are the headers and footers. */
  private byte[] numbered(byte[] input, int width) {
    if (input.length < width) {
      return input;
    }
    var places = input.length - width + 1;
    var near = random.nextInt(Math.min(places, 80));
    var at =
        switch (random.nextInt(3)) {
          case 0 -> near;
          case 1 -> places - 1 - near;
          default -> random.nextInt(places);
        };
    var value = EDGES[random.nextInt(EDGES.length)] + random.nextInt(3) - 1;
    for (var i = 0; i < width; i++) {
      input[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
    }
    return input;
  }

  private byte[] joined(byte[] first, byte[] second) {
    var head = random.nextInt(first.length + 1);
    var tail = random.nextInt(second.length + 1);
    var joined = Arrays.copyOf(first, head + second.length - tail);
    System.arraycopy(second, tail, joined, head, second.length - tail);
    return joined;
  }

  private byte[] moved(byte[] input) {
    var length = 1 + random.nextInt(Math.min(input.length, 64));
    var from = random.nextInt(input.length - length + 1);
    var to = random.nextInt(input.length - length + 1);
    System.arraycopy(input.clone(), from, input, to, length);
    return input;
  }

  private byte[] scribbled(byte[] input) {
    var from = random.nextInt(input.length);
    for (var i = from; i < Math.min(input.length, from + 16); i++) {
      input[i] = (byte) random.nextInt();
    }
    return input;
  }
}
