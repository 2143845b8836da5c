package dev.weir.runtime;

import dev.weir.artifact.Items;
import dev.weir.artifact.NotStorableException;
import dev.weir.flow.internal.Taken;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.Transition;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Holds what a step did against what the graph says of it, and stores a foreach's items. */
record Transitions(StepNode step, Artifacts artifacts) {

  Transition of(Taken taken) {
    return switch (taken) {
      case Taken.One one -> {
        require(Kind.LINEAR, taken);
        yield new Transition.Next(step.next().getFirst());
      }
      case Taken.All all -> {
        require(Kind.BRANCH, taken);
        yield new Transition.Branch(branches(all));
      }
      case Taken.Each each -> {
        require(Kind.FOREACH, taken);
        yield items(each);
      }
      case Taken.Chosen(var way) -> {
        require(Kind.CHOICE, taken);
        yield new Transition.Choice(step.next().get(way));
      }
      case Taken.Gang(var nodes) -> {
        require(Kind.PARALLEL, taken);
        yield new Transition.Parallel(step.next().getFirst(), nodes);
      }
      case Taken.End end -> {
        require(Kind.END, taken);
        yield new Transition.End();
      }
    };
  }

  private List<String> branches(Taken.All all) {
    if (all.branches() != step.next().size()) {
      throw new IllegalStateException(
          "step " + step.name() + " branched to " + all.branches() + " steps, not " + step.next());
    }
    return step.next();
  }

  private Transition items(Taken.Each each) {
    try {
      var written = Items.write(once(each.items()), artifacts.sink());
      return new Transition.Foreach(step.next().getFirst(), written.size(), written.digest());
    } catch (NotStorableException e) {
      throw new RefusedException("foreach in step " + step.name() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new PlatformException("cannot store the items of the foreach", e);
    }
  }

  private static <T> Iterable<T> once(Iterator<T> items) {
    return () -> items;
  }

  private void require(Kind kind, Taken taken) {
    if (step.kind() != kind) {
      throw new IllegalStateException(
          "step " + step.name() + " should hand on as " + step.kind() + ", but did " + taken);
    }
  }
}
