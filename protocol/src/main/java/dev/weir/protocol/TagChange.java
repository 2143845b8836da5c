package dev.weir.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What changes about the tags that a run's users gave it; all of it takes effect, or nothing. What
 * is removed goes first: a tag that is in both lists is there afterwards.
 *
 * @param add nothing happens where the run has such a tag, of its users' or of the system's
 * @param remove nothing happens where no user gave the run such a tag
 */
public record TagChange(@Nullable List<String> add, @Nullable List<String> remove) {
  public TagChange {
    add = add == null ? List.of() : Tags.check(add);
    remove = remove == null ? List.of() : Tags.texts(remove);
  }

  /**
   * The tags of the users' afterwards.
   *
   * @param tags the users' before; where they are too many already, they may not become more
   * @throws IllegalArgumentException that says what can't be changed so
   */
  public List<String> on(List<String> tags, List<String> systemTags) {
    remove.stream()
        .filter(systemTags::contains)
        .findFirst()
        .ifPresent(
            tag -> {
              throw new IllegalArgumentException(
                  "'" + tag + "' is a system tag, which can't be removed");
            });
    var after = new LinkedHashSet<>(tags);
    after.removeAll(Set.copyOf(remove));
    add.stream().filter(Predicate.not(systemTags::contains)).forEach(after::add);
    if (after.size() > Math.max(Tags.MOST, tags.size())) {
      throw new IllegalArgumentException(
          "a run has at most "
              + Tags.MOST
              + " tags of its users', and this would be "
              + after.size());
    }
    return List.copyOf(after);
  }
}
