package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.protocol.TaskAssignment;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The code of the tasks of this process: loaded afresh for each of them, unless it has no libraries
 * and {@linkplain StaticState no static state}, so that no task could tell.
 */
final class LoadedCode {
  private @Nullable FlowCode kept;

  /** Give it back to {@link #done}. */
  synchronized FlowCode load(TaskAssignment task, BlobStore store, Path cache) {
    var last = kept;
    if (last != null && last.digest().equals(task.codePackage())) {
      return last;
    }
    kept = null;
    if (last != null) {
      last.close();
    }
    var code = FlowCode.load(task, store, cache);
    if (canBeShared(code)) {
      kept = code;
    }
    return code;
  }

  synchronized void done(FlowCode code) {
    if (code != kept) {
      code.close();
    }
  }

  private static boolean canBeShared(FlowCode code) {
    try {
      return code.pack().libraries().isEmpty() && !StaticState.isIn(code.jar());
    } catch (IOException | IllegalArgumentException e) {
      return false; // Not one that javac made; each task meets it for itself.
    }
  }
}
