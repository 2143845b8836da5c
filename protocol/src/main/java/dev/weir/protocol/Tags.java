package dev.weir.protocol;

import java.util.Collection;
import java.util.List;

/** What a user may tag a run with; the same rules wherever tags are set. */
public final class Tags {
  private static final int MOST = 50;
  private static final int LONGEST = 500;

  private Tags() {}

  /**
   * The tags without repetition, in the order given.
   *
   * @throws IllegalArgumentException that says which rule they break
   */
  public static List<String> check(Collection<String> tags) {
    var distinct = tags.stream().distinct().toList();
    distinct.forEach(Tags::check);
    if (distinct.size() > MOST) {
      throw new IllegalArgumentException(
          "a run has at most " + MOST + " tags of its users', not " + distinct.size());
    }
    return distinct;
  }

  private static void check(String tag) {
    if (tag.isEmpty() || tag.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a tag has 1 to " + LONGEST + " characters, not " + tag.length());
    }
  }
}
