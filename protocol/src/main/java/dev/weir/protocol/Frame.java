package dev.weir.protocol;

/**
 * One level of fan-out that a task stands in.
 *
 * @param split the step that fanned out
 * @param index which of its branches, from 0: the item of a foreach, or the position of a step in a
 *     static branch
 * @param size how many branches there are
 */
public record Frame(String split, int index, int size) {
  public Frame {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("branch " + index + " of " + size + " of " + split);
    }
  }
}
