package dev.weir.runtime;

import dev.weir.artifact.AuthorCodeException;
import dev.weir.artifact.BlobSink;
import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Codecs;
import dev.weir.artifact.JsonBlobs;
import dev.weir.artifact.NotStorableException;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Snapshot;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves values between a flow's fields and the store. What a task leaves is stored together, when
 * its snapshot is.
 */
final class Artifacts implements AutoCloseable {
  private final BlobStore store;
  private final ClassLoader classes;
  private final InputSnapshots snapshots;
  private final List<Path> copies = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private BlobStore.@Nullable Batch left;

  /**
   * @param inputs the snapshots that the task begins with
   */
  Artifacts(BlobStore store, ClassLoader classes, List<Digest> inputs) {
    this.store = store;
    this.classes = classes;
    this.snapshots = new InputSnapshots(inputs, store);
  }

  Snapshot snapshot(Digest digest) {
    try {
      return snapshots.get(digest);
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot read what the step before left", e);
    }
  }

  /** Where the task's blobs go until it is known that it succeeds. */
  BlobSink sink() throws IOException {
    var open = left;
    if (open == null) {
      open = store.batch();
      left = open;
    }
    return open;
  }

  /** Stores the snapshot, and all that was left before it. */
  Digest put(Snapshot snapshot) {
    try {
      var digest = JsonBlobs.put(snapshot, sink());
      if (left != null) {
        left.flush();
      }
      return digest;
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot store " + named(), e);
    }
  }

  void load(ArtifactRef ref, Field field, FlowSpec flow) {
    try {
      FlowFields.set(field, flow, decode(ref, field.getGenericType()));
    } catch (AuthorCodeException e) {
      throw new RefusedException(
          "artifact " + field.getName() + " can't be read: " + e.getMessage(), e.getCause());
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot read artifact " + field.getName(), e);
    }
  }

  /** A parameter of type {@code Path} is stored as its name. */
  private @Nullable Object decode(ArtifactRef ref, Type type) throws IOException {
    if (type == Path.class && ref.type().equals(String.class.getName())) {
      return Path.of(String.valueOf(Codecs.decode(ref, String.class, store, classes)));
    }
    var value = Codecs.decode(ref, type, store, classes);
    if (type == Path.class && value instanceof Path copy) {
      copies.add(copy);
    }
    return value;
  }

  private String named() {
    return switch (names.size()) {
      case 0 -> "what the task leaves";
      case 1 -> "artifact " + names.getFirst();
      default -> "the artifacts " + String.join(", ", names);
    };
  }

  /** Deletes the copies of files that fields named: this process goes on, and they may be large. */
  @Override
  public void close() {
    forgetLeft();
    for (var copy : copies) {
      try {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(copy.getParent());
      } catch (IOException e) {
        // The step put something beside it; the system clears its temporary files some day.
      }
    }
  }

  private void forgetLeft() {
    try {
      if (left != null) {
        left.close();
      }
    } catch (IOException e) {
      throw new PlatformException("cannot give up what was not stored", e);
    }
  }

  void loadAll(Map<String, ArtifactRef> refs, Map<String, Field> fields, FlowSpec flow) {
    fields.forEach(
        (name, field) -> {
          var ref = refs.get(name);
          if (ref != null) {
            load(ref, field, flow);
          }
        });
  }

  /** Stores what of these can be stored. */
  Map<String, ArtifactRef> storeAny(Map<String, Field> constants, FlowSpec flow) {
    var stored = new TreeMap<String, ArtifactRef>();
    constants.forEach(
        (name, field) -> {
          try {
            stored.put(name, store(field, flow, null));
          } catch (RefusedException e) {
            // A logger, a lock: nothing that a reader of the run could want.
          }
        });
    return stored;
  }

  /** What was there before is stored again only where it has changed. */
  ArtifactRef store(Field field, FlowSpec flow, @Nullable ArtifactRef before) {
    try {
      var ref = Codecs.encode(FlowFields.get(field, flow), field.getGenericType(), sink(), before);
      if (!ref.hasInline()) {
        names.add(field.getName());
      }
      return ref;
    } catch (NotStorableException e) {
      throw new RefusedException(
          "field "
              + field.getName()
              + " ("
              + field.getGenericType().getTypeName()
              + ") can't be kept as an artifact: "
              + e.getMessage(),
          e);
    } catch (AuthorCodeException e) {
      throw new RefusedException(
          "artifact " + field.getName() + " can't be stored: " + e.getMessage(), e.getCause());
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot store artifact " + field.getName(), e);
    }
  }
}
