package dev.weir.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.client.Json;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import dev.weir.protocol.IncludedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values to artifacts and back: docs/artifacts.md has the encodings byte by byte. Equal values give
 * equal bytes wherever their types define an order or none.
 */
public final class Codecs {
  static final String JSON = "json";
  static final String RAW = "raw";
  static final String TEXT = "text";
  static final String FILE = "file";
  static final String JAVA = "java";

  /** Encoded values up to this size travel inside their reference. */
  public static final int INLINE_LIMIT = 4096;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2 * JsonWriter.MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Codecs() {}

  /**
   * Stores a value of a field of that type.
   *
   * @throws NotStorableException for a value that no encoding keeps
   */
  public static ArtifactRef encode(@Nullable Object value, Type declared, BlobSink store)
      throws IOException {
    return encode(value, declared, store, INLINE_LIMIT);
  }

  /**
   * As above, for a field that held that artifact: a large one that is the same is hashed, and not
   * written again.
   */
  public static ArtifactRef encode(
      @Nullable Object value, Type declared, BlobSink store, @Nullable ArtifactRef before)
      throws IOException {
    return value != null && before != null && isStill(value, before)
        ? before
        : encode(value, declared, store);
  }

  private static boolean isStill(Object value, ArtifactRef before) throws IOException {
    if (before.inline() != null
        || !before.encoding().equals(RAW)
        || !before.type().equals(value.getClass().getTypeName())
        || before.digest().size() != RawArrays.size(value)) {
      return false;
    }
    try (var bytes = RawArrays.open(value)) {
      return BlobDigest.of(bytes).equals(before.digest());
    }
  }

  /** Stores a value of which nothing is declared, such as an item of a foreach. */
  public static ArtifactRef encode(@Nullable Object value, BlobSink store) throws IOException {
    return encode(value, Object.class, store);
  }

  static ArtifactRef encode(@Nullable Object value, Type declared, BlobSink store, int inlineLimit)
      throws IOException {
    var type = value == null ? declared : TypeNames.telling(declared, value);
    var name = type.getTypeName();
    if (value != null && RawArrays.carries(value.getClass()) && type == value.getClass()) {
      return RawArrays.size(value) <= inlineLimit
          ? keep(RAW, name, RawArrays.open(value).readAllBytes(), store, inlineLimit)
          : new ArtifactRef(RAW, name, store.put(RawArrays.open(value)), null);
    }
    if (value instanceof String text && type == String.class && isLongAndWhole(text)) {
      return keep(TEXT, name, text.getBytes(StandardCharsets.UTF_8), store, inlineLimit);
    }
    if (value instanceof Path file && type == Path.class) {
      return keep(FILE, name, StoredFile.write(file, store), store, inlineLimit);
    }
    try {
      var out = new JsonWriter();
      JsonCodecs.of(type).writeOrNull(value, out);
      return keep(JSON, name, out.bytes(), store, inlineLimit);
    } catch (NotPortableException e) {
      return keep(JAVA, name, serialized(value, type, e), store, inlineLimit);
    }
  }

  /** Reads an artifact into a field of that type, with the thread's context class loader. */
  public static @Nullable Object decode(ArtifactRef ref, Type declared, BlobStore store)
      throws IOException {
    return decode(ref, declared, store, Thread.currentThread().getContextClassLoader());
  }

  /**
   * Reads an artifact into a field of that type.
   *
   * @param declared {@code Object} to get what was stored as it was
   * @param classes knows the flow's classes
   */
  public static @Nullable Object decode(
      ArtifactRef ref, Type declared, BlobStore store, ClassLoader classes) throws IOException {
    try {
      var type = TypeNames.toRead(ref, declared, classes);
      var value = decodeAs(ref, type, store, classes);
      if (value != null && !TypeNames.accepts(declared, value)) {
        throw new IOException("it holds a " + value.getClass().getTypeName());
      }
      return value;
    } catch (CorruptBlobException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(ref, declared, e);
    } catch (IllegalArgumentException
        | DateTimeException
        | ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException e) {
      throw unreadable(ref, declared, e);
    }
  }

  /** A file whose content is stored already, as a value of type {@link Path}. */
  public static ArtifactRef file(IncludedFile file) {
    var json = Json.bytes(file);
    var inline = Base64.getEncoder().encodeToString(json);
    return new ArtifactRef(FILE, Path.class.getTypeName(), Digest.of(json), inline);
  }

  /** Stores a file's content, a buffer of it at a time, unless it is there. */
  public static Digest storeFile(Path file, BlobSink store) throws IOException {
    return StoredFile.store(file, store);
  }

  /** Whether JSON from outside can be read as a value of that type. */
  public static boolean readsJson(Type type) {
    return !(JsonCodecs.of(type) instanceof JsonCodecs.Unportable);
  }

  /** Reads JSON from outside, such as a run's parameter, as a value of that type. */
  public static @Nullable Object fromJson(byte[] json, Type type) throws IOException {
    return readJson(new ByteArrayInputStream(json), type);
  }

  /** The artifact as JSON for people and tools; empty where only Java can read it. */
  public static Optional<byte[]> view(ArtifactRef ref, BlobStore store) throws IOException {
    if (ref.encoding().equals(JAVA)) {
      return Optional.empty();
    }
    try (var bytes = open(ref, store)) {
      if (ref.encoding().equals(JSON) || ref.encoding().equals(FILE)) {
        return Optional.of(bytes.readAllBytes());
      }
    }
    var type = ref.encoding().equals(TEXT) ? String.class : TypeNames.named(ref.type(), null);
    var out = new JsonWriter();
    JsonCodecs.of(type).writeOrNull(decode(ref, type, store), out);
    return Optional.of(out.bytes());
  }

  /**
   * Why no value of a field of that type can be stored, as far as the type alone shows; empty where
   * some or all can.
   */
  public static Optional<String> unstorable(Type declared) {
    return TypeNames.unstorable(declared);
  }

  private static @Nullable Object decodeAs(
      ArtifactRef ref, Type type, BlobStore store, ClassLoader classes) throws IOException {
    if (ref.encoding().equals(RAW) && type == byte[].class && !ref.hasInline()) {
      return store.read(ref.digest()); // into the array itself, by all cores
    }
    try (var bytes = open(ref, store)) {
      return decode(ref, type, bytes, store, classes);
    }
  }

  private static @Nullable Object decode(
      ArtifactRef ref, Type type, InputStream bytes, BlobStore store, ClassLoader classes)
      throws IOException {
    return switch (ref.encoding()) {
      case JSON -> readJson(bytes, type);
      case RAW, TEXT ->
          RawArrays.carries(TypeNames.raw(type))
              ? RawArrays.read(TypeNames.raw(type), ref.digest().size(), bytes)
              : text(bytes.readAllBytes());
      case FILE -> StoredFile.read(bytes.readAllBytes(), store);
      case JAVA -> JavaObjects.read(bytes, classes);
      default -> throw new IOException("this release does not know its encoding");
    };
  }

  private static @Nullable Object readJson(InputStream bytes, Type type) throws IOException {
    try (var in = FACTORY.createParser(bytes)) {
      in.nextToken();
      var value = JsonCodecs.of(type).readOrNull(in);
      if (in.nextToken() != null) {
        throw new IOException("something follows the value");
      }
      return value;
    }
  }

  private static InputStream open(ArtifactRef ref, BlobStore store) throws IOException {
    var inline = ref.inline();
    if (inline == null) {
      return store.open(ref.digest());
    }
    return new VerifyingInputStream(
        new ByteArrayInputStream(Base64.getDecoder().decode(inline)), ref.digest(), "a reference");
  }

  private static ArtifactRef keep(
      String encoding, String type, byte[] bytes, BlobSink store, int inlineLimit)
      throws IOException {
    return bytes.length <= inlineLimit
        ? new ArtifactRef(
            encoding, type, Digest.of(bytes), Base64.getEncoder().encodeToString(bytes))
        : new ArtifactRef(encoding, type, store.put(bytes), null);
  }

  private static byte[] serialized(@Nullable Object value, Type type, NotPortableException why)
      throws IOException {
    try {
      return JavaObjects.write(value);
    } catch (NotSerializableException | InvalidClassException e) {
      throw new NotStorableException(
          "a value of type "
              + type.getTypeName()
              + " can't be stored: "
              + why.getMessage()
              + ", which JSON does not carry, and Java's serialization refuses "
              + e.getMessage()
              + ". Make that class a record of plain values, or let it implement"
              + " java.io.Serializable, or make the field transient",
          e);
    } catch (StackOverflowError e) {
      throw new NotStorableException(
          "a value of type " + type.getTypeName() + " can't be stored: it is nested too deeply", e);
    }
  }

  private static boolean isLongAndWhole(String text) {
    return text.length() > INLINE_LIMIT && JsonWriter.isWhole(text);
  }

  private static String text(byte[] utf8) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its bytes are not text in UTF-8; a byte[] can hold them", e);
    }
  }

  private static IOException unreadable(ArtifactRef ref, Type declared, Exception cause) {
    return new IOException(
        "an artifact of type "
            + ref.type()
            + " (encoding "
            + ref.encoding()
            + ") can't be read as "
            + declared.getTypeName()
            + ": "
            + cause.getMessage(),
        cause);
  }
}
