package dev.weir.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The tags that Weir itself gives a run, and that nobody changes. */
public final class SystemTags {
  private SystemTags() {}

  /**
   * Those of a new run.
   *
   * @param runtime where it runs: {@code local}, {@code mesh}
   */
  public static List<String> of(String owner, String runtime, CodePackage code, Instant createdAt) {
    var tags = new ArrayList<String>();
    tags.add(ofUser(owner));
    tags.add("runtime:" + runtime);
    tags.add("weir_version:" + code.weirVersion());
    tags.add("date:" + createdAt.atZone(ZoneOffset.UTC).toLocalDate());
    var settings = code.settings();
    var project = settings == null ? null : settings.project();
    if (project != null) {
      tags.add("project:" + project.name());
      tags.add("project_branch:" + project.branch());
    }
    return List.copyOf(tags);
  }

  /** What its users' tags are, of those they asked for: the system gives its own. */
  public static List<String> without(List<String> systemTags, List<String> tags) {
    return tags.stream().filter(Predicate.not(systemTags::contains)).toList();
  }

  /** What all runs of a user have; their namespace where they name no other. */
  public static String ofUser(String owner) {
    return "user:" + owner;
  }
}
