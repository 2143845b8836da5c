package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.SequencedCollection;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A collection of the JDK's as an array; one without an order, sorted by its elements' bytes. */
record CollectionCodec(Kind kind, JsonCodec element) implements JsonCodec {

  /**
   * What a declared type means.
   *
   * @param accepts the values that {@code make}, filled, stands for without loss
   */
  record Kind(Predicate<Object> accepts, Supplier<Collection<@Nullable Object>> make) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(Collection.class, new Kind(CollectionCodec::isList, ArrayList::new)),
          Map.entry(SequencedCollection.class, new Kind(CollectionCodec::isList, ArrayList::new)),
          Map.entry(List.class, new Kind(CollectionCodec::isList, ArrayList::new)),
          Map.entry(ArrayList.class, new Kind(exactly(ArrayList.class), ArrayList::new)),
          Map.entry(LinkedList.class, new Kind(exactly(LinkedList.class), LinkedList::new)),
          Map.entry(Queue.class, new Kind(CollectionCodec::isQueue, LinkedList::new)),
          Map.entry(Deque.class, new Kind(CollectionCodec::isQueue, LinkedList::new)),
          Map.entry(ArrayDeque.class, new Kind(exactly(ArrayDeque.class), ArrayDeque::new)),
          Map.entry(Set.class, new Kind(CollectionCodec::isSet, LinkedHashSet::new)),
          Map.entry(SequencedSet.class, new Kind(CollectionCodec::isSet, LinkedHashSet::new)),
          Map.entry(HashSet.class, new Kind(exactly(HashSet.class), HashSet::new)),
          Map.entry(
              LinkedHashSet.class, new Kind(exactly(LinkedHashSet.class), LinkedHashSet::new)),
          Map.entry(SortedSet.class, new Kind(CollectionCodec::isSet, TreeSet::new)),
          Map.entry(NavigableSet.class, new Kind(CollectionCodec::isSet, TreeSet::new)),
          Map.entry(
              TreeSet.class,
              new Kind(exactly(TreeSet.class).and(CollectionCodec::isSet), TreeSet::new)));

  static @Nullable Kind kindOf(Class<?> declared) {
    return KINDS.get(declared);
  }

  @Override
  public void write(Object value, JsonWriter out) {
    if (!kind.accepts.test(value)) {
      throw new NotPortableException("is a " + value.getClass().getName());
    }
    out.open('[');
    var elements = (Collection<?>) value;
    if (Ordering.isUnordered(value)) {
      writeSorted(elements, out);
    } else {
      writeInOrder(elements, out);
    }
    out.close(']');
  }

  private void writeInOrder(Collection<?> elements, JsonWriter out) {
    var index = 0;
    for (var each : elements) {
      out.separate(index == 0);
      write(index++, each, out);
    }
  }

  private void writeSorted(Collection<?> elements, JsonWriter out) {
    var parts = new ArrayList<byte[]>(elements.size());
    for (var each : elements) {
      var part = out.part();
      write(parts.size(), each, part);
      parts.add(part.bytes());
    }
    parts.sort(Arrays::compareUnsigned);
    for (var i = 0; i < parts.size(); i++) {
      out.separate(i == 0);
      out.raw(parts.get(i));
    }
  }

  private void write(int index, @Nullable Object value, JsonWriter out) {
    try {
      element.writeOrNull(value, out);
    } catch (NotPortableException e) {
      throw e.in("[" + index + "]");
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    JsonCodec.expect(in, JsonToken.START_ARRAY);
    var elements = kind.make.get();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.readOrNull(in));
    }
    return elements;
  }

  private static Predicate<Object> exactly(Class<?> type) {
    return value -> value.getClass() == type;
  }

  static boolean isList(Object value) {
    return value instanceof List && Ordering.isOfTheJdk(value);
  }

  static boolean isSet(Object value) {
    return value instanceof Set && Ordering.isOfTheJdk(value) && Ordering.isNatural(value);
  }

  private static boolean isQueue(Object value) {
    return value.getClass() == ArrayDeque.class || value.getClass() == LinkedList.class;
  }
}
