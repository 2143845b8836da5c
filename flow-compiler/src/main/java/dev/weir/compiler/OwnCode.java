package dev.weir.compiler;

import dev.weir.compiler.SelfUse.Call;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the steps of a flow do with the flow itself: in their own bodies, in lambdas, and in the
 * methods they call on it. Never more than they do, at times less.
 */
final class OwnCode {
  private final FlowClasses classes;
  private final Map<MethodId, SelfUse> methods = new HashMap<>();
  private final Map<MethodId, Use> uses = new HashMap<>();

  OwnCode(FlowClasses classes) {
    this.classes = classes;
    for (var type : classes.family()) {
      var owner = type.getName().replace('.', '/');
      for (var method : classes.model(type).methods()) {
        var id =
            new MethodId(
                owner, method.methodName().stringValue(), method.methodType().stringValue());
        methods.put(id, SelfReader.read(classes, method));
      }
    }
  }

  /**
   * A place where a step reads an artifact.
   *
   * @param certain whether the step is the only one it is written for, or reads it in any case
   */
  record Read(String field, MethodId in, int line, boolean certain) {
    /** The place apart from the step. */
    Read anywhere() {
      return new Read(field, in, line, false);
    }
  }

  /**
   * @param writes the fields that the step assigns or whose value it changes in place
   * @param changes those whose value it changes in place
   * @param tolerates those it expects to be null at times
   * @param merges the calls of {@code mergeArtifacts}, by the method they stand in
   * @param unstoredReads where it reads fields that are no artifacts
   */
  record Use(
      List<Read> reads,
      Set<String> writes,
      Set<String> changes,
      Set<String> tolerates,
      Map<MethodId, List<MergeUse>> merges,
      List<Read> unstoredReads) {}

  /** How a method is reached from a step. */
  private enum Reached {
    IN_STEP,
    ALWAYS,
    MAYBE
  }

  Map<MethodId, SelfUse> methods() {
    return methods;
  }

  Use of(MethodId step) {
    return uses.computeIfAbsent(step, this::use);
  }

  private Use use(MethodId step) {
    var reached = reached(step);
    var reads = new ArrayList<Read>();
    var writes = new HashSet<String>();
    var changes = new HashSet<String>();
    var tolerates = new HashSet<String>();
    var merges = new LinkedHashMap<MethodId, List<MergeUse>>();
    var unstoredReads = new ArrayList<Read>();
    reached.forEach(
        (method, how) -> {
          var use = methods.get(method);
          changes.addAll(use.changes());
          tolerates.addAll(use.tolerates());
          merges.put(method, use.merges());
          writes.addAll(use.writes());
          use.reads().forEach(read -> reads.add(place(read, method, how)));
          use.unstoredReads().forEach(read -> unstoredReads.add(place(read, method, how)));
        });
    writes.addAll(changes);
    return new Use(reads, writes, changes, tolerates, merges, unstoredReads);
  }

  private static Read place(SelfUse.Access read, MethodId in, Reached how) {
    return new Read(read.field(), in, read.line(), isCertain(how, read));
  }

  private static boolean isCertain(Reached how, SelfUse.Access read) {
    return switch (how) {
      case IN_STEP -> true;
      case ALWAYS -> read.sure();
      case MAYBE -> false;
    };
  }

  private Map<MethodId, Reached> reached(MethodId step) {
    var reached = new LinkedHashMap<MethodId, Reached>();
    var todo = new EnumMap<Reached, List<MethodId>>(Reached.class);
    for (var how : Reached.values()) {
      todo.put(how, new ArrayList<>());
    }
    todo.get(Reached.IN_STEP).add(step);
    for (var how : Reached.values()) {
      while (!todo.get(how).isEmpty()) {
        var method = todo.get(how).removeFirst();
        if (!methods.containsKey(method) || reached.putIfAbsent(method, how) != null) {
          continue;
        }
        for (var call : methods.get(method).calls()) {
          resolve(call).ifPresent(target -> todo.get(next(how, call)).add(target));
        }
      }
    }
    return reached;
  }

  private static Reached next(Reached how, Call call) {
    return switch (how) {
      case IN_STEP -> call.target().isLambda() ? Reached.IN_STEP : Reached.ALWAYS;
      case ALWAYS -> call.sure() ? Reached.ALWAYS : Reached.MAYBE;
      case MAYBE -> Reached.MAYBE;
    };
  }

  private Optional<MethodId> resolve(Call call) {
    var target = call.target();
    return classes.family().stream()
        .map(type -> type.getName().replace('.', '/'))
        .dropWhile(owner -> call.exact() && !owner.equals(target.owner()))
        .map(owner -> new MethodId(owner, target.name(), target.descriptor()))
        .filter(methods::containsKey)
        .findFirst();
  }
}
