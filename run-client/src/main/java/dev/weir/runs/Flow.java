package dev.weir.runs;

import dev.weir.client.RunFilter;
import dev.weir.protocol.RunState;
import java.util.Optional;

/** A flow that has runs. */
public final class Flow {
  private final Weir weir;
  private final String name;

  Flow(Weir weir, String name) {
    this.weir = weir;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Its newest run in the namespace, however it stands. */
  public Optional<Run> latestRun() {
    return runs().newest();
  }

  public Optional<Run> latestSuccessfulRun() {
    return runs().inState(RunState.SUCCEEDED).newest();
  }

  /**
   * Its runs in the namespace, newest first.
   *
   * @param tags each run has all of them, among its users' or the system's
   */
  public Runs runs(String... tags) {
    return weir.runs(RunFilter.newest(1).ofFlow(name)).tagged(tags);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flow flow && flow.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "Flow(" + name + ")";
  }
}
