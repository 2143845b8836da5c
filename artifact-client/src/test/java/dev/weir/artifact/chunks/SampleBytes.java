package dev.weir.artifact.chunks;

import dev.weir.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chunks, and all that is written of them, the same in every run. */
final class SampleBytes {
  static final List<byte[]> CHUNKS = chunks();
  static final List<String> NAMES =
      CHUNKS.stream().map(chunk -> Digest.of(chunk).sha256()).toList();

  private SampleBytes() {}

  private static List<byte[]> chunks() {
    var random = new Random(4);
    var chunks = new ArrayList<byte[]>();
    chunks.add(new byte[0]);
    chunks.add(new byte[] {7});
    chunks.add(random(random, 100));
    chunks.add(random(random, 5000));
    chunks.add("a text that compresses well ".repeat(300).getBytes(StandardCharsets.UTF_8));
    chunks.add(new byte[20_000]);
    return List.copyOf(chunks);
  }

  static byte[] random(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** As {@link Decoder#MANIFEST} reads them. */
  static List<byte[]> manifests() {
    return IntStream.of(1, 2, 20, 400)
        .mapToObj(SampleBytes::manifest)
        .flatMap(manifest -> Stream.of(manifest, new Manifest(3, manifest.entries())))
        .map(
            manifest -> {
              var bytes = manifest.bytes();
              return ByteBuffer.allocate(Long.BYTES + bytes.length)
                  .putLong(manifest.size())
                  .put(bytes)
                  .array();
            })
        .toList();
  }

  private static Manifest manifest(int entries) {
    var random = new Random(entries);
    return new Manifest(
        0,
        IntStream.range(0, entries)
            .mapToObj(
                i ->
                    new Digest(
                        HexFormat.of().formatHex(random(random, 32)), 1 + random.nextInt(1 << 20)))
            .toList());
  }

  static List<byte[]> packs() throws IOException {
    return List.of(pack(List.of()), pack(CHUNKS.subList(0, 3)), pack(CHUNKS));
  }

  static byte[] pack(List<byte[]> chunks) throws IOException {
    var out = new ByteArrayOutputStream();
    var pack = new PackWriter(out);
    for (var chunk : chunks) {
      pack.add(Digest.of(chunk), Frame.of(chunk, 0, chunk.length));
    }
    pack.finish();
    return out.toByteArray();
  }

  /** As {@link Decoder#FRAME} reads them. */
  static List<byte[]> frames() {
    return CHUNKS.stream()
        .map(
            chunk -> {
              var frame = Frame.of(chunk, 0, chunk.length);
              return ByteBuffer.allocate(36 + frame.length)
                  .put(HexFormat.of().parseHex(Digest.of(chunk).sha256()))
                  .putInt(chunk.length)
                  .put(frame)
                  .array();
            })
        .toList();
  }
}
