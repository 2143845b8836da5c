package dev.weir.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.weir.artifact.Samples.Circle;
import dev.weir.artifact.Samples.Colour;
import dev.weir.artifact.Samples.Movie;
import dev.weir.artifact.Samples.NotSerializable;
import dev.weir.artifact.Samples.Pair;
import dev.weir.artifact.Samples.Pojo;
import dev.weir.artifact.Samples.Shape;
import dev.weir.artifact.Samples.Tree;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {
  private final BlobStore store = new MemoryBlobStore();

  @SuppressWarnings("unused") // Their types are what the tests are about.
  private static final class Fields {
    List<String> strings;
    List<Double> doubles;
    List<List<LocalDate>> nested;
    Set<Integer> set;
    Map<String, double[]> byGenre;
    Map<Colour, Integer> byColour;
    Map<Long, String> byNumber;
    Map<Movie, String> byRecord;
    SortedMap<String, Movie> sorted;
    SortedMap<String, Integer> counts;
    Map<String, Object> anything;
    Optional<String> optional;
    Pair<String, List<Movie>> pair;
    Pair<Colour, Optional<Instant>>[] pairs;
    Tree tree;
    Shape shape;
    List<Shape> shapes;
    List<? extends Number> numbers;
    Movie[][] grid;
  }

  static Stream<Arguments> portable() {
    var withNulls = new HashMap<String, Object>();
    withNulls.put("a", null);
    withNulls.put("b", new ArrayList<>(Arrays.asList(1, null, "x", true, 0.5)));
    var nullKey = new HashMap<Long, String>();
    nullKey.put(null, "none");
    nullKey.put(Long.MIN_VALUE, "least");
    var movie = new Movie("Amélie \"x\"\n", 2001, List.of("a", "b"), null, Colour.GREEN);
    return Stream.of(
        of("null", null, String.class),
        of("int", 42, int.class),
        of("least long", Long.MIN_VALUE, long.class),
        of("long", Long.MAX_VALUE, Long.class),
        of("NaN", Double.NaN, double.class),
        of("infinity", Double.NEGATIVE_INFINITY, Double.class),
        of("negative zero", -0.0, double.class),
        of("smallest", Double.MIN_VALUE, double.class),
        of("float", Float.POSITIVE_INFINITY, float.class),
        of("char", '\ud800', char.class),
        of("boolean", true, boolean.class),
        of("empty text", "", String.class),
        of("half a surrogate pair", "a\udc00b\ud83d\ude00\u0000\u2028", String.class),
        of("enum", Colour.RED, Colour.class),
        of("scale", new BigDecimal("1.00"), BigDecimal.class),
        of("big", BigInteger.TWO.pow(5000), BigInteger.class),
        of("uuid", new UUID(1, -2), UUID.class),
        of("uri", URI.create("s3://b/k?x=%20"), URI.class),
        of("instant", Instant.parse("2026-11-20T23:21:46.000000001Z"), Instant.class),
        of("duration", Duration.ofNanos(-1), Duration.class),
        of("year", Year.of(5), Year.class),
        of("zone", ZoneId.of("Europe/Vienna"), ZoneId.class),
        of(
            "zoned",
            ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Vienna]"),
            ZonedDateTime.class),
        of("optional", Optional.of("x"), field("optional")),
        of("empty optional", Optional.empty(), field("optional")),
        of("empty list", List.of(), field("strings")),
        of("null element", Arrays.asList("a", null), field("strings")),
        of("NaNs", List.of(Double.NaN, 1.0, Double.POSITIVE_INFINITY), field("doubles")),
        of("nested", List.of(List.of(LocalDate.EPOCH), List.of()), field("nested")),
        of("set", Set.of(3, 1, 2), field("set")),
        of("byGenre", Map.of("Drama", new double[] {1, Double.NaN}), field("byGenre")),
        of("byColour", Map.of(Colour.RED, 1), field("byColour")),
        of("null key", nullKey, field("byNumber")),
        of("byNumber", Map.of(1L << 40, "x"), field("byNumber")),
        of("byRecord", Map.of(movie, "x"), field("byRecord")),
        of("sorted", new TreeMap<>(Map.of("b", movie, "a", movie)), field("sorted")),
        of("anything", withNulls, field("anything")),
        of("record", movie, Movie.class),
        of("generic record", new Pair<>("l", List.of(movie)), field("pair")),
        of("generic array", pairs(), field("pairs")),
        of("recursive", new Tree(1, List.of(new Tree(2, List.of()))), Tree.class),
        of("sealed", new Circle(1.5), Shape.class),
        of("sealed enum", Samples.Nothing.NOTHING, Shape.class),
        of("list of sealed", List.of(new Circle(1), new Samples.Square(2)), field("shapes")),
        of("grid", new Movie[][] {{movie, null}, null, {}}, field("grid")),
        of("strings", new String[] {"a", null}, String[].class),
        of("declared Object", new Movie("t", 1, List.of(), 1L, null), Object.class),
        of("queue", new LinkedList<>(List.of(1)), Queue.class),
        of("natural", List.of(1, "a", Map.of("k", false)), List.class));
  }

  private static Arguments of(String name, Object value, Type type) {
    return argumentSet(name, value, type);
  }

  @ParameterizedTest
  @MethodSource("portable")
  void jsonGivesTheSameValueBack(Object value, Type type) throws Exception {
    // When
    var ref = Codecs.encode(value, type, store);
    // Then
    assertThat(ref.encoding()).isEqualTo("json");
    assertSame(value, Codecs.decode(ref, type, store));
    assertThat(Codecs.encode(Codecs.decode(ref, type, store), type, store)).isEqualTo(ref);
  }

  static Stream<Object> primitiveArrays() {
    return Stream.of(
        new double[] {0, -0.0, Double.NaN, Double.MAX_VALUE},
        IntStream.range(0, 100_000).asDoubleStream().toArray(),
        new float[] {Float.MIN_VALUE},
        new long[] {Long.MIN_VALUE, -1},
        new int[0],
        new short[] {-1, 2},
        new char[] {'ä', '\ud800'},
        new boolean[] {true, false},
        new byte[] {-128, 0, 127});
  }

  @ParameterizedTest
  @MethodSource("primitiveArrays")
  void arraysOfPrimitivesAreRaw(Object array) throws Exception {
    for (Type type : List.of(array.getClass(), Object.class)) {
      // When
      var ref = Codecs.encode(array, type, store);
      // Then
      assertThat(ref.encoding()).isEqualTo("raw");
      assertSame(array, Codecs.decode(ref, type, store));
    }
  }

  @Test
  void rawIsLittleEndian() throws Exception {
    assertThat(content(Codecs.encode(new int[] {1, -2}, int[].class, store)))
        .containsExactly(1, 0, 0, 0, -2, -1, -1, -1);
  }

  @Test
  void longTextIsPlainUtf8() throws Exception {
    // Given
    var text = "naïve 😀\n".repeat(1000);
    // When
    var ref = Codecs.encode(text, String.class, store);
    // Then
    assertThat(ref.encoding()).isEqualTo("text");
    assertThat(ref.hasInline()).isFalse();
    assertThat(new String(store.read(ref.digest()), StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(Codecs.decode(ref, String.class, store)).isEqualTo(text);
  }

  @Test
  void longTextThatIsNoUnicodeStaysJson() throws Exception {
    // Given
    var text = "\ud800".repeat(10_000);
    // When
    var ref = Codecs.encode(text, String.class, store);
    // Then
    assertThat(ref.encoding()).isEqualTo("json");
    assertThat(Codecs.decode(ref, String.class, store)).isEqualTo(text);
  }

  @Test
  void anIncludedFileReadsAsTextOrBytes() throws Exception {
    // Given
    var digest = store.put("größe\n".getBytes(StandardCharsets.UTF_8));
    var ref = new ArtifactRef("text", "java.lang.String", digest, null);
    // Then
    assertThat(Codecs.decode(ref, String.class, store)).isEqualTo("größe\n");
    assertThat((byte[]) Codecs.decode(ref, byte[].class, store)).hasSize((int) digest.size());
  }

  @Test
  void bytesThatAreNoTextAreRefusedAsText() throws Exception {
    // Given
    var ref = new ArtifactRef("text", "java.lang.String", store.put(new byte[] {-1}), null);
    // Then
    assertThatThrownBy(() -> Codecs.decode(ref, String.class, store))
        .hasMessageContaining("UTF-8")
        .hasMessageContaining("byte[]");
  }

  @Test
  void aPathIsItsFilesContent(@TempDir Path directory) throws Exception {
    // Given
    var file = Files.writeString(directory.resolve("model.bin"), "weights");
    // When
    var ref = Codecs.encode(file, Path.class, store);
    Files.delete(file);
    // Then
    var copy = (Path) Codecs.decode(ref, Path.class, store);
    assertThat(copy).hasFileName("model.bin").hasContent("weights");
  }

  @Test
  void jsonIsWhatAnyOtherReaderExpects() throws Exception {
    // Given
    var movie = new Movie("Été", 1999, List.of("a"), null, Colour.RED);
    // Then
    assertThat(json(movie, Movie.class))
        .isEqualTo(
            "{\"title\":\"Été\",\"year\":1999,\"genres\":[\"a\"],\"gross\":null,\"colour\":\"RED\"}");
    assertThat(json(new Circle(1), Shape.class))
        .isEqualTo("{\"dev.weir.artifact.Samples$Circle\":{\"radius\":1.0}}");
    assertThat(json(Double.NaN, double.class)).isEqualTo("\"NaN\"");
  }

  @Test
  void equalSetsAndMapsWithoutAnOrderHaveEqualBytes() throws Exception {
    // Given
    var numbers = IntStream.range(0, 200).boxed().toList();
    var backwards = new HashSet<>(2000);
    numbers.reversed().forEach(backwards::add);
    // Then
    assertThat(json(backwards, field("set")))
        .isEqualTo(json(Set.copyOf(numbers), field("set")))
        .isEqualTo(json(new HashSet<>(numbers), field("set")));
  }

  @Test
  void orderThatATypeKeepsIsKept() throws Exception {
    // Given
    var set = new LinkedHashSet<>(List.of(3, 1, 2));
    var map = new LinkedHashMap<>(Map.of(Colour.RED, 1));
    map.putFirst(Colour.GREEN, 2);
    // Then
    assertThat(json(set, field("set"))).isEqualTo("[3,1,2]");
    assertThat(json(Collections.unmodifiableSet(set), field("set"))).isEqualTo("[3,1,2]");
    assertThat(json(map, field("byColour"))).isEqualTo("{\"GREEN\":2,\"RED\":1}");
  }

  static Stream<Arguments> onlyJava() {
    var insensitive = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
    insensitive.put("a", 1);
    return Stream.of(
        of("a class", new Pojo("x"), Pojo.class),
        of("a class in a list", new ArrayList<>(List.of(new Pojo("x"))), List.class),
        of("a long that nothing declares", List.of(1L), List.class),
        of("NaN that nothing declares", List.of(Double.NaN), List.class),
        of("instants that nothing declares", Map.of("a", Instant.EPOCH), field("anything")),
        of("a comparator", insensitive, field("counts")),
        of("a number of some kind", List.of(1L), field("numbers")),
        of("bits", BitSet.valueOf(new long[] {5}), BitSet.class));
  }

  @ParameterizedTest
  @MethodSource("onlyJava")
  void javaSerializationIsTheLastResort(Object value, Type type) throws Exception {
    // When
    var ref = Codecs.encode(value, type, store);
    // Then
    assertThat(ref.encoding()).isEqualTo("java");
    assertThat(Codecs.decode(ref, type, store)).isEqualTo(value);
    assertThat(Codecs.view(ref, store)).isEmpty();
  }

  @Test
  void saysWhatCannotBeStoredAndWhatToDo() {
    // Given
    var value = List.of(new Pair<>("model", new NotSerializable()));
    // Then
    assertThatThrownBy(() -> Codecs.encode(value, List.class, store))
        .isInstanceOf(NotStorableException.class)
        .hasMessageContaining("java.util.List")
        .hasMessageContaining("[0]")
        .hasMessageContaining("java.io.Serializable");
    assertThatThrownBy(() -> Codecs.encode(new NotSerializable(), NotSerializable.class, store))
        .hasMessageContaining(NotSerializable.class.getTypeName());
  }

  @Test
  void aListInItselfIsNotStorableAsJson() throws Exception {
    // Given
    var list = new ArrayList<Object>();
    list.add(list);
    // When
    var ref = Codecs.encode(list, List.class, store);
    // Then
    assertThat(ref.encoding()).isEqualTo("java");
  }

  @Test
  void knowsFromTheTypeWhatCanNeverBeStored() throws Exception {
    assertThat(Codecs.unstorable(NotSerializable.class))
        .hasValueSatisfying(why -> assertThat(why).contains("NotSerializable", "record"));
    for (Type type :
        List.of(
            Object.class,
            Movie.class,
            Pojo.class,
            Path.class,
            Shape.class,
            Runnable.class,
            double[].class,
            field("byGenre"))) {
      assertThat(Codecs.unstorable(type)).isEmpty();
    }
  }

  @Test
  void smallValuesTravelInTheirReferenceAndAreChecked() throws Exception {
    // Given
    var ref = Codecs.encode("x".repeat(4000), String.class, store);
    assertThat(ref.hasInline()).isTrue();
    var forged =
        new ArtifactRef(
            ref.encoding(),
            ref.type(),
            ref.digest(),
            Base64.getEncoder()
                .encodeToString(("\"" + "y".repeat(4000) + "\"").getBytes(StandardCharsets.UTF_8)));
    // Then
    assertThat(store.contains(ref.digest())).isFalse();
    assertThatThrownBy(() -> Codecs.decode(forged, String.class, store))
        .isInstanceOf(CorruptBlobException.class);
  }

  @Test
  void saysWhatDoesNotFit() throws Exception {
    // Given
    var ref = Codecs.encode("many", String.class, store);
    // Then
    assertThatThrownBy(() -> Codecs.decode(ref, int.class, store))
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("int");
  }

  @Test
  void readsParametersFromJson() throws Exception {
    assertThat(Codecs.fromJson("7".getBytes(StandardCharsets.UTF_8), int.class)).isEqualTo(7);
    assertThat(Codecs.fromJson("\"7\"".getBytes(StandardCharsets.UTF_8), long.class)).isEqualTo(7L);
    assertThat(Codecs.fromJson("[\"RED\"]".getBytes(StandardCharsets.UTF_8), Colour[].class))
        .isEqualTo(new Colour[] {Colour.RED});
  }

  @Test
  void showsEveryPortableEncodingAsJson() throws Exception {
    assertThat(view(new double[] {1, Double.NaN})).isEqualTo("[1.0,\"NaN\"]");
    assertThat(view(new byte[] {1})).isEqualTo("\"AQ==\"");
    assertThat(view("a")).isEqualTo("\"a\"");
    assertThat(view("é".repeat(5000))).hasSize(5002);
  }

  private String view(Object value) throws Exception {
    var ref = Codecs.encode(value, value.getClass(), store);
    return new String(Codecs.view(ref, store).orElseThrow(), StandardCharsets.UTF_8);
  }

  private String json(Object value, Type type) throws Exception {
    return new String(content(Codecs.encode(value, type, store)), StandardCharsets.UTF_8);
  }

  private byte[] content(ArtifactRef ref) throws Exception {
    assertThat(ref.hasInline()).isTrue();
    var bytes = Base64.getDecoder().decode(ref.inline());
    assertThat(Digest.of(bytes)).isEqualTo(ref.digest());
    return bytes;
  }

  private static void assertSame(Object expected, Object actual) {
    if (expected instanceof Map<?, ?> map && map.containsKey("Drama")) {
      assertThat((double[]) ((Map<?, ?>) actual).get("Drama")).isEqualTo(map.get("Drama"));
      return;
    }
    assertThat(Arrays.deepEquals(new Object[] {actual}, new Object[] {expected}))
        .as("%s is %s", actual, expected)
        .isTrue();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Pair<Colour, Optional<Instant>>[] pairs() {
    return new Pair[] {
      new Pair<>(Colour.RED, Optional.of(Instant.EPOCH)), new Pair<>(null, Optional.empty())
    };
  }

  private static Type field(String name) {
    try {
      return Fields.class.getDeclaredField(name).getGenericType();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLargeArrayThatIsStillTheSameIsNotStoredAgain() throws Exception {
    // Given
    var numbers = IntStream.range(0, 10_000).asDoubleStream().toArray();
    var before = Codecs.encode(numbers, double[].class, store);
    var elsewhere = new MemoryBlobStore();
    // When
    var same = Codecs.encode(numbers.clone(), double[].class, elsewhere, before);
    // Then
    assertThat(same).isSameAs(before);
    assertThat(elsewhere.contains(before.digest())).isFalse();
  }

  @Test
  void aLargeArrayThatChangedIsStoredAnew() throws Exception {
    // Given
    var numbers = IntStream.range(0, 10_000).asDoubleStream().toArray();
    var before = Codecs.encode(numbers, double[].class, store);
    numbers[9_999] = -1;
    // When
    var after = Codecs.encode(numbers, double[].class, store, before);
    // Then
    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(Codecs.decode(after, double[].class, store)).isEqualTo(numbers);
    assertThat(Codecs.encode(new long[10_000], long[].class, store, before).type())
        .isEqualTo("long[]");
  }
}
