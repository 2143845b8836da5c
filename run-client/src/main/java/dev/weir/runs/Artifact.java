package dev.weir.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Codecs;
import dev.weir.client.Json;
import dev.weir.history.RecordException;
import dev.weir.protocol.ArtifactRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that a task stored. Only what gives the value fetches it, and checks its digest. */
public final class Artifact {
  private final String name;
  private final ArtifactRef ref;
  private final BlobStore store;

  Artifact(String name, ArtifactRef ref, BlobStore store) {
    this.name = name;
    this.ref = ref;
    this.store = store;
  }

  public String name() {
    return name;
  }

  /** The Java type it was stored with, such as {@code java.util.List<java.lang.String>}. */
  public String type() {
    return ref.type();
  }

  /** Of the encoded value, in bytes. */
  public long size() {
    return ref.digest().size();
  }

  /** Of the encoded value; equal ones mean equal values. */
  public String sha256() {
    return ref.digest().sha256();
  }

  /**
   * The value as it was stored, where this JVM has the classes of its type; else as JSON has it: a
   * map for a record, a list, a string, a number, a truth.
   */
  public @Nullable Object value() {
    var type = StoredType.of(ref.type(), classes());
    return type.isPresent() ? read(type.get()) : plainValue();
  }

  /**
   * The value as one of that class: the one it was stored with, or any that its JSON can be read
   * as, such as another record with these components.
   */
  @SuppressWarnings("unchecked") // an int.class gives an Integer, as everywhere in Java
  public <T> T value(Class<T> type) {
    var value = read(type);
    if (value == null) {
      throw new RecordException("artifact " + name + " is null; value() gives that");
    }
    return (T) value;
  }

  /** A list of values of that class. */
  @SuppressWarnings("unchecked") // the codec has made all of them of that class
  public <E> List<E> list(Class<E> element) {
    return (List<E>) read(StoredType.list(element));
  }

  /** A map from texts to values of that class. */
  @SuppressWarnings("unchecked") // the codec has made all of them of that class
  public <V> Map<String, V> map(Class<V> value) {
    return (Map<String, V>) read(StoredType.map(value));
  }

  /** The value of a type that no class tells, such as {@code Map<String, double[]>}. */
  public @Nullable Object value(Type type) {
    return read(type);
  }

  /**
   * The value as JSON; needs none of the flow's classes.
   *
   * @throws RecordException for the few values that only Java's own serialization keeps
   */
  public String json() {
    return view()
        .orElseThrow(
            () ->
                new RecordException(
                    "artifact "
                        + name
                        + " is a Java object of type "
                        + type()
                        + ", which JSON does not carry: put the flow's classes on the class path"));
  }

  /** As JSON has it. */
  @Nullable Object plainValue() {
    try {
      return Json.mapper().readValue(json(), Object.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("artifact " + name + " holds no JSON", e);
    }
  }

  private Optional<String> view() {
    try {
      return Codecs.view(ref, store).map(json -> new String(json, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable Object read(Type type) {
    try {
      return Codecs.decode(ref, type, store, classes());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static ClassLoader classes() {
    var ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? Artifact.class.getClassLoader() : ofThread;
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("artifact " + name + ": " + e.getMessage(), e);
  }

  @Override
  public String toString() {
    return "Artifact(" + name + ", " + type() + ", " + size() + " bytes)";
  }
}
