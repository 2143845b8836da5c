package dev.weir.client;

import dev.weir.protocol.ChunkId;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.TaskId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of any type of the protocol, with nulls and empty things where records allow them. */
final class RandomRecords {
  private static final int PATIENCE = 1000;
  private static final List<String> TEXTS =
      List.of("", "a", "film", "Ünïcode ✓", "\"quoted\\\"\n\t\u0001", "😀", "x".repeat(40));

  private final Random random;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  /** Of a record, or one of the records of a sealed interface. */
  Object of(Class<?> type) {
    for (int i = 0; i < PATIENCE; i++) {
      try {
        return one(type);
      } catch (InvocationTargetException | IllegalArgumentException e) {
        // Its constructor refuses such values: others may do.
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("no luck with " + type);
  }

  private Object one(Class<?> type) throws ReflectiveOperationException {
    if (type.isSealed()) {
      var types = type.getPermittedSubclasses();
      return one(types[random.nextInt(types.length)]);
    }
    var components = type.getRecordComponents();
    var constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
    constructor.setAccessible(true);
    var values =
        Arrays.stream(components)
            .map(component -> value(component.getGenericType(), random.nextInt(6) > 0))
            .toArray();
    return constructor.newInstance(values);
  }

  private @Nullable Object value(Type type, boolean there) {
    if (type instanceof Class<?> simple && simple.isPrimitive()) {
      return number(simple);
    }
    if (!there) {
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      int size = random.nextInt(4);
      var arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? IntStream.range(0, size).mapToObj(_ -> value(arguments[0], true)).toList()
          : map(size, arguments[1]);
    }
    var simple = (Class<?>) type;
    if (simple.isEnum()) {
      return simple.getEnumConstants()[random.nextInt(simple.getEnumConstants().length)];
    }
    return switch (simple.getSimpleName()) {
      case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
      case "Object" -> json(3);
      case "Integer" -> random.nextInt();
      case "Long" -> random.nextLong();
      case "Double" -> random.nextGaussian();
      case "Boolean" -> random.nextBoolean();
      case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case "Duration" -> Duration.ofMillis(random.nextInt());
      case "Digest" -> Digest.of(new byte[] {(byte) random.nextInt()});
      case "ChunkId" -> new ChunkId(Digest.of(new byte[] {(byte) random.nextInt()}).sha256());
      case "RunId" -> new RunId("w" + random.nextInt(1000));
      case "TaskId" -> new TaskId("t" + random.nextInt(1000));
      case "Project" -> new Project("films");
      default -> of(simple);
    };
  }

  private Object number(Class<?> type) {
    int small = random.nextInt(-2, 100);
    return switch (type.getName()) {
      case "int" -> small;
      case "long" -> random.nextBoolean() ? small : random.nextLong();
      case "double" -> random.nextGaussian();
      case "boolean" -> random.nextBoolean();
      default -> throw new IllegalStateException("no random " + type);
    };
  }

  private Map<String, Object> map(int size, Type element) {
    var map = new HashMap<String, Object>();
    for (int i = 0; i < size; i++) {
      map.put(TEXTS.get(random.nextInt(TEXTS.size())) + i, value(element, true));
    }
    return map;
  }

  private @Nullable Object json(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 10)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextLong();
      case 3 -> random.nextGaussian() * 1e20;
      case 4 -> random.nextBoolean();
      case 5 -> new BigInteger(200, random);
      case 6, 7 -> TEXTS.get(random.nextInt(TEXTS.size()));
      case 8 -> Arrays.asList(json(depth - 1), json(depth - 1));
      default -> {
        var map = new HashMap<String, @Nullable Object>();
        map.put("z", json(depth - 1));
        map.put("a", json(depth - 1));
        yield map;
      }
    };
  }
}
