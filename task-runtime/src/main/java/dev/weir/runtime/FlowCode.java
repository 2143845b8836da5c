package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.flow.FlowSpec;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.TaskAssignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A code package whose classes are loaded.
 *
 * @param jar that of the flow
 */
record FlowCode(
    Digest digest,
    CodePackage pack,
    Path jar,
    Class<? extends FlowSpec> flow,
    FlowClassLoader loader)
    implements AutoCloseable {

  /** For the task's step: two steps of a flow may have different libraries. */
  static FlowCode load(TaskAssignment task, BlobStore store, Path cache) {
    return load(task.codePackage(), pack -> task.key().step(), store, cache);
  }

  /** With the libraries of the step that this names; with none where the flow has no such step. */
  static FlowCode load(
      Digest codePackage, Function<CodePackage, String> step, BlobStore store, Path cache) {
    try {
      var pack = store.record(codePackage, CodePackage.class);
      var jars = new JarCache(cache, store);
      var path = new ArrayList<Path>();
      path.add(jars.file(pack.classes()));
      for (var library : pack.libraries().getOrDefault(step.apply(pack), List.of())) {
        path.add(jars.file(library.file()));
      }
      var loader = new FlowClassLoader(path);
      return new FlowCode(codePackage, pack, path.getFirst(), flow(pack, loader), loader);
    } catch (IOException | RuntimeException e) {
      throw new PlatformException("cannot load code package " + codePackage, e);
    }
  }

  private static Class<? extends FlowSpec> flow(CodePackage pack, ClassLoader loader) {
    try {
      return Class.forName(pack.mainClass(), false, loader).asSubclass(FlowSpec.class);
    } catch (ClassNotFoundException | LinkageError | ClassCastException e) {
      throw new IllegalArgumentException(
          "its jar has no usable flow " + pack.mainClass() + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new PlatformException("cannot close the flow's jar", e);
    }
  }
}
