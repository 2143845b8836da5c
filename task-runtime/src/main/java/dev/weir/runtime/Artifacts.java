package dev.weir.runtime;

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
import java.util.Map;

/** Moves values between a flow's fields and the store. */
final class Artifacts {
  private final BlobStore store;
  private final ClassLoader classes;

  Artifacts(BlobStore store, ClassLoader classes) {
    this.store = store;
    this.classes = classes;
  }

  Snapshot snapshot(Digest digest) {
    try {
      return JsonBlobs.get(digest, Snapshot.class, store);
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot read what the step before left", e);
    }
  }

  Digest put(Snapshot snapshot) {
    try {
      return JsonBlobs.put(snapshot, store);
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot store the task's artifacts", e);
    }
  }

  void load(ArtifactRef ref, Field field, FlowSpec flow) {
    try {
      FlowFields.set(field, flow, Codecs.decode(ref, field.getGenericType(), store, classes));
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot read artifact " + field.getName(), e);
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

  ArtifactRef store(Field field, FlowSpec flow) {
    try {
      return Codecs.encode(FlowFields.get(field, flow), field.getGenericType(), store);
    } catch (NotStorableException e) {
      throw new RefusedException(
          "field "
              + field.getName()
              + " ("
              + field.getGenericType().getTypeName()
              + ") can't be kept as an artifact: "
              + e.getMessage(),
          e);
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot store artifact " + field.getName(), e);
    }
  }
}
