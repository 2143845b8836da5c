package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a step that ran said comes next. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Transition.Next.class, name = "next"),
  @JsonSubTypes.Type(value = Transition.Branch.class, name = "branch"),
  @JsonSubTypes.Type(value = Transition.Foreach.class, name = "foreach"),
  @JsonSubTypes.Type(value = Transition.Choice.class, name = "choice"),
  @JsonSubTypes.Type(value = Transition.Parallel.class, name = "parallel"),
  @JsonSubTypes.Type(value = Transition.End.class, name = "end")
})
public sealed interface Transition {

  /** One successor, which may be a join. */
  record Next(String step) implements Transition {}

  /** All of these steps, side by side. */
  record Branch(List<String> steps) implements Transition {
    public Branch {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One task of the step for each item.
   *
   * @param size how many items, at least 1
   * @param items the blob that holds an {@link ItemList}
   */
  record Foreach(String step, int size, Digest items) implements Transition {}

  /** This one of the steps that it could choose; itself for another round. */
  record Choice(String step) implements Transition {}

  /** The step as a gang of that many nodes, all at once. */
  record Parallel(String step, int size) implements Transition {}

  /** The run ends here. */
  record End() implements Transition {}
}
