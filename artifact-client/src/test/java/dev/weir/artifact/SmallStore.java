package dev.weir.artifact;

import dev.weir.artifact.chunks.ChunkSizes;
import dev.weir.artifact.chunks.Frame;
import dev.weir.artifact.chunks.LocalChunks;
import dev.weir.artifact.chunks.PackWriter;
import dev.weir.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A directory of chunks that has everything and is small enough to be damaged everywhere: chunks as
 * files, a pack with raw and compressed frames, a manifest of several levels.
 */
public final class SmallStore {
  /** Compression begins at 4 KiB. */
  private static final ChunkSizes SIZES = new ChunkSizes(64, 128, 6000);

  private final Path root;
  private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();

  public SmallStore(Path root) throws IOException {
    this.root = root;
    put(new byte[] {1});
    put("a line of text that comes again\n".repeat(160).getBytes(StandardCharsets.UTF_8));
    var large = new byte[12_000];
    new Random(11).nextBytes(large);
    put(large);
    pack();
  }

  private void put(byte[] bytes) throws IOException {
    blobs.put(open().put(bytes), bytes);
  }

  /** All but every third of the chunks. */
  private void pack() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var pack = new PackWriter(bytes);
    var files = files();
    for (var i = 0; i < files.size(); i++) {
      if (i % 3 > 0) {
        var chunk = Files.readAllBytes(files.get(i));
        pack.add(Digest.of(chunk), Frame.of(chunk, 0, chunk.length));
        Files.delete(files.get(i));
      }
    }
    pack.finish();
    Files.createDirectories(root.resolve("packs"));
    Files.write(root.resolve("packs/small.pack"), bytes.toByteArray());
  }

  /** As a process that has just started sees it. */
  public BlobStore open() {
    return new ChunkedBlobStore(new LocalChunks(root), SIZES);
  }

  public Map<Digest, byte[]> blobs() {
    return Map.copyOf(blobs);
  }

  /** Every file in it, in order. */
  public List<Path> files() throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** One bit of one byte of a file. */
  public record Bit(Path file, long at, int bit) {
    /** Makes it the other one; once more, and it is as before. */
    public void flip() throws IOException {
      try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(at);
        var one = bytes.read();
        bytes.seek(at);
        bytes.write(one ^ (1 << bit));
      }
    }
  }

  /** One bit of every so many-th byte, and every one of a pack's last bytes. */
  public List<Bit> bits(int every) throws IOException {
    var random = new Random(every);
    var bits = new ArrayList<Bit>();
    for (var file : files()) {
      var size = Files.size(file);
      var footer = file.toString().endsWith(".pack") ? size - 56 : size;
      for (var at = 0L; at < footer; at += at < 16 ? 1 : 1 + random.nextInt(2 * every - 1)) {
        bits.add(new Bit(file, at, random.nextInt(8)));
      }
      for (var at = footer; at < size; at++) {
        for (var bit = 0; bit < 8; bit++) {
          bits.add(new Bit(file, at, bit));
        }
      }
    }
    return bits;
  }
}
