package dev.weir.flow;

import java.util.Set;

/**
 * Which artifacts {@link FlowSpec#mergeArtifacts(Inputs, Merge)} hands on.
 *
 * @param only whether none but the named ones
 * @param names of fields
 */
public record Merge(boolean only, Set<String> names) {
  /** All of them. */
  public static final Merge ALL = new Merge(false, Set.of());

  public Merge {
    names = Set.copyOf(names);
  }

  /** These and no others; each has to be there. */
  public static Merge include(String... names) {
    return new Merge(true, Set.of(names));
  }

  /** All but these. */
  public static Merge exclude(String... names) {
    return new Merge(false, Set.of(names));
  }

  /** Whether an artifact of that name is handed on. */
  public boolean takes(String name) {
    return names.contains(name) == only;
  }
}
