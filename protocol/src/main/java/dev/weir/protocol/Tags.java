package dev.weir.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a user may tag a run with; the same rules wherever tags are set. */
public final class Tags {
  static final int MOST = 50;
  private static final int LONGEST = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Tags() {}

  /**
   * The tags without repetition, in the order given.
   *
   * @throws IllegalArgumentException that says which rule they break
   */
  public static List<String> check(Collection<String> tags) {
    var distinct = texts(tags);
    distinct.forEach(Tags::check);
    if (distinct.size() > MOST) {
      throw new IllegalArgumentException(
          "a run has at most " + MOST + " tags of its users', not " + distinct.size());
    }
    return distinct;
  }

  /**
   * A namespace is a tag, or empty: then it is that of all runs.
   *
   * @throws IllegalArgumentException that says which rule it breaks
   */
  public static String checkNamespace(String namespace) {
    if (!namespace.isEmpty()) {
      check(namespace);
    }
    return namespace;
  }

  /** As they are, whatever the rules, but for repetition. JSON may hold nulls. */
  static List<String> texts(Collection<String> tags) {
    if (tags.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("a tag is a text, not null");
    }
    return tags.stream().distinct().toList();
  }

  private static void check(String tag) {
    int length = tag.codePointCount(0, tag.length());
    if (length < 1 || length > LONGEST) {
      throw new IllegalArgumentException(
          "a tag has 1 to " + LONGEST + " characters, not " + length);
    }
    if (CONTROL.matcher(tag).find()) {
      throw new IllegalArgumentException(
          "a tag has no control characters, such as line breaks: '"
              + CONTROL.matcher(tag).replaceAll("?")
              + "'");
    }
  }
}
