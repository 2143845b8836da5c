package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.Samples.Colour;
import dev.weir.artifact.Samples.Movie;
import dev.weir.artifact.Samples.Tree;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For random values of random shapes, decoding gives back what was encoded, byte for byte. */
class CodecsPropertyTest {
  private static final int CASES = 400;

  private final BlobStore store = new MemoryBlobStore();

  @SuppressWarnings("unused") // Their types are what the values are declared as.
  private static final class Fields {
    Map<String, List<Movie>> movies;
    List<Map<Colour, Double>> doubles;
    Map<Long, Tree> trees;
    Object anything;
  }

  @ParameterizedTest
  @ValueSource(strings = {"movies", "doubles", "trees", "anything"})
  void whatWasEncodedComesBack(String field) throws Exception {
    // Given
    var seed = System.nanoTime();
    var random = new Random(seed);
    Type type = Fields.class.getDeclaredField(field).getGenericType();
    for (var i = 0; i < CASES; i++) {
      var value = value(field, random);
      // When
      var ref = Codecs.encode(value, type, store);
      var back = Codecs.decode(ref, type, store);
      // Then
      assertThat(back).as("case %d of seed %d", i, seed).isEqualTo(value);
      if (ref.encoding().equals("json")) {
        assertThat(Codecs.encode(back, type, store)).isEqualTo(ref);
      }
      assertThat(ref.encoding()).isIn("json", field.equals("anything") ? "java" : "json");
    }
  }

  @Test
  void textOfAnyCharactersComesBack() throws Exception {
    // Given
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < CASES; i++) {
      var text = text(random, random.nextInt(20) == 0 ? 9000 : 40);
      // Then
      var ref = Codecs.encode(text, String.class, store);
      assertThat(Codecs.decode(ref, String.class, store)).as("seed %d", seed).isEqualTo(text);
    }
  }

  private static Object value(String field, Random random) {
    return switch (field) {
      case "movies" -> map(random, () -> text(random, 8), () -> list(random, () -> movie(random)));
      case "doubles" -> list(random, () -> map(random, () -> colour(random), () -> number(random)));
      case "trees" -> map(random, random::nextLong, () -> tree(random, 4));
      default -> natural(random, 4);
    };
  }

  private static Movie movie(Random random) {
    return new Movie(
        text(random, 20),
        random.nextInt(),
        list(random, () -> text(random, 5)),
        random.nextBoolean() ? random.nextLong() : null,
        random.nextBoolean() ? colour(random) : null);
  }

  private static Colour colour(Random random) {
    return Colour.values()[random.nextInt(2)];
  }

  private static Tree tree(Random random, int depth) {
    return new Tree(
        random.nextInt(), depth == 0 ? List.of() : list(random, () -> tree(random, depth - 1)));
  }

  private static Double number(Random random) {
    return Double.longBitsToDouble(random.nextLong());
  }

  private static Object natural(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> text(random, 10);
      case 1 -> random.nextInt();
      case 2 -> random.nextBoolean();
      case 3 -> random.nextDouble() * random.nextInt();
      case 4 -> list(random, () -> natural(random, depth - 1));
      default -> map(random, () -> text(random, 5), () -> natural(random, depth - 1));
    };
  }

  private static <T> List<T> list(Random random, Supplier<T> element) {
    return new ArrayList<>(Stream.generate(element).limit(random.nextInt(4)).toList());
  }

  private static <K, V> Map<K, V> map(Random random, Supplier<K> key, Supplier<V> value) {
    Map<K, V> map = random.nextBoolean() ? new HashMap<>() : new LinkedHashMap<>();
    IntStream.range(0, random.nextInt(4)).forEach(i -> map.put(key.get(), value.get()));
    return map;
  }

  /** Any UTF-16 units, halves of pairs and control characters among them. */
  private static String text(Random random, int most) {
    var text = new StringBuilder();
    for (var length = random.nextInt(most); length > 0; length--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(128));
        case 1 -> text.append((char) random.nextInt(1 << 16));
        case 2 -> text.appendCodePoint(0x1F300 + random.nextInt(200));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }
}
