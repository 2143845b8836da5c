package dev.weir.compiler;

import dev.weir.protocol.FlowGraph.Kind;
import java.util.List;

/**
 * A call of {@code next}, {@code branch} or {@code foreach}.
 *
 * @param targets the methods referred to, in order; of another number than the kind needs when they
 *     are not written in the call
 * @param keys of the options of a choice, as far as they are constants
 */
record TransitionCode(
    Kind kind, List<MethodId> targets, int expected, List<String> keys, int line) {

  boolean isPlain() {
    return targets.size() == expected && targets.stream().noneMatch(MethodId::isLambda);
  }

  List<String> steps() {
    return targets.stream().map(MethodId::name).toList();
  }

  /** As the author wrote it, more or less. */
  String text() {
    var name =
        switch (kind) {
          case LINEAR, END -> "next(";
          case BRANCH -> "branch(";
          case FOREACH -> "foreach(…, ";
          case CHOICE -> "choose(…, ";
          case PARALLEL -> "parallel(…, ";
        };
    var references = steps().stream().map(step -> "this::" + step).toList();
    return name + String.join(", ", references) + ")";
  }
}
