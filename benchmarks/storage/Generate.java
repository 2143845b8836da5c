import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/**
 * random|text FILE BYTES SEED: writes so many; change FILE COPY PLACES BYTES: a copy of which, in so
 * many places, so many bytes are others.
 */
final class Generate {
  private static final String[] WORDS = {
    "INFO", "WARN", "task", "claimed", "finished", "run", "step", "train", "worker", "attempt",
    "loss", "epoch", "batch", "learning_rate", "accuracy", "validation"
  };

  private Generate() {}

  public static void main(String... args) throws IOException {
    switch (args[0]) {
      case "random" -> random(Path.of(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
      case "text" -> text(Path.of(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
      case "change" ->
          change(
              Path.of(args[1]),
              Path.of(args[2]),
              Integer.parseInt(args[3]),
              Integer.parseInt(args[4]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static OutputStream to(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
  }

  private static void random(Path file, long size, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    var piece = new byte[1 << 20];
    try (var out = to(file)) {
      for (long left = size; left > 0; left -= piece.length) {
        random.nextBytes(piece);
        out.write(piece, 0, (int) Math.min(left, piece.length));
      }
    }
  }

  /** Lines as a log has them, no two alike; zstd makes about a quarter of them. */
  private static void text(Path file, long size, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    try (var out = to(file)) {
      for (long left = size; left > 0; ) {
        var line = new StringBuilder("2026-11-21 10:").append(random.nextInt(10, 60)).append(' ');
        for (int i = random.nextInt(4, 9); i > 0; i--) {
          line.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        line.append("value=").append(random.nextInt(1 << 20)).append('\n');
        var bytes = line.toString().getBytes(StandardCharsets.US_ASCII);
        out.write(bytes, 0, (int) Math.min(left, bytes.length));
        left -= bytes.length;
      }
    }
  }

  private static void change(Path file, Path copy, int places, int bytes) throws IOException {
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    var random = new SplittableRandom(bytes);
    var piece = new byte[bytes];
    try (var out = new RandomAccessFile(copy.toFile(), "rw")) {
      long apart = out.length() / places;
      for (int i = 0; i < places; i++) {
        random.nextBytes(piece);
        out.seek(i * apart + random.nextLong(apart - bytes));
        out.write(piece);
      }
    }
  }
}
