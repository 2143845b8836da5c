package dev.weir.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

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

  /** What all runs of a user have; their namespace where they name no other. */
  public static String ofUser(String owner) {
    return "user:" + owner;
  }
}
