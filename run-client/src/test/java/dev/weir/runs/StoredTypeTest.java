package dev.weir.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.Codecs;
import dev.weir.artifact.MemoryBlobStore;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTypeTest {
  private static final ClassLoader CLASSES = StoredTypeTest.class.getClassLoader();

  record Point(int x, int y) {}

  record Moved(long x, long y) {}

  Map<String, List<Point>> points = new TreeMap<>(Map.of("a", List.of(new Point(1, 2))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int",
        "double[][]",
        "java.lang.String",
        "java.util.List<java.lang.String>",
        "java.util.Map<java.lang.String, java.util.List<java.lang.Long>>",
        "java.util.Optional<double[]>"
      })
  void aTypeIsKnownByItsName(String name) {
    assertThat(StoredType.of(name, CLASSES).map(Type::getTypeName)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nowhere", "java.util.List<Nowhere>", "T", "java.util.List<", "", "?"})
  void whatHasNoClassHereIsUnknown(String name) {
    assertThat(StoredType.of(name, CLASSES)).isEmpty();
  }

  @Test
  void valuesComeAsTheyWereStoredOrAsJsonHasThem() throws Exception {
    // Given
    var stored = artifact(points, StoredTypeTest.class.getDeclaredField("points").getGenericType());
    var point = artifact(new Point(1, 2), Point.class);
    // Then
    assertThat(stored.value()).isEqualTo(points);
    assertThat(point.value(Moved.class)).isEqualTo(new Moved(1, 2));
    assertThat(point.json()).isEqualTo("{\"x\":1,\"y\":2}");
    assertThat(withoutItsClasses(point)).isEqualTo(Map.of("x", 1, "y", 2));
  }

  private static Artifact artifact(Object value, Type type) throws IOException {
    var store = new MemoryBlobStore();
    return new Artifact("it", Codecs.encode(value, type, store), store);
  }

  private static Object withoutItsClasses(Artifact artifact) throws InterruptedException {
    var value = new Object[1];
    var reader = Thread.ofPlatform().unstarted(() -> value[0] = artifact.value());
    reader.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    reader.start();
    reader.join();
    return value[0];
  }
}
