package dev.weir.gc;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are kept: those that any of these rules wants. Where neither {@code keepFor} nor
 * {@code keepLast} is said, all are. Runs in motion, and those that they resume, are always kept.
 *
 * @param keepFor those that ended within so long
 * @param keepLast of each flow the newest so many, and as many of the newest that succeeded
 * @param keepTags those with one of these tags, of users or of the system
 * @param projects what holds instead in some projects, by their names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Retention(
    @Nullable Duration keepFor,
    @Nullable Integer keepLast,
    @Nullable List<String> keepTags,
    @Nullable Map<String, Retention> projects) {
  /** The tag that keeps a run where nothing else is said. */
  public static final String KEEP = "keep";

  /** Keeps every run; what no run needs goes. */
  public static final Retention ALL = new Retention(null, null, null, null);

  public Retention {
    if (keepFor != null && keepFor.isNegative()) {
      throw new IllegalArgumentException("keepFor must not be negative: " + keepFor);
    }
    if (keepLast != null && keepLast < 0) {
      throw new IllegalArgumentException("keepLast must not be negative: " + keepLast);
    }
    keepTags = keepTags == null ? List.of(KEEP) : List.copyOf(keepTags);
    projects = projects == null ? Map.of() : Map.copyOf(projects);
  }

  /** The rules for a project's runs. */
  public Retention of(String project) {
    return projects == null ? this : projects.getOrDefault(project, this);
  }

  /** Whether it keeps every run. */
  public boolean keepsAll() {
    return keepFor == null && keepLast == null;
  }

  /** Why a run that it drops is not kept. */
  String why() {
    var age = keepFor == null ? null : "ended more than " + text(keepFor) + " ago";
    var count = keepLast == null ? null : "is not among the newest " + keepLast + " of its flow";
    var reasons = age == null ? count : count == null ? age : age + " and " + count;
    return reasons + ", and has no tag that keeps it";
  }

  /** For people: {@code 30 days}. */
  private static String text(Duration time) {
    if (time.toSeconds() % 86_400 == 0) {
      return time.toDays() + (time.toDays() == 1 ? " day" : " days");
    }
    if (time.toSeconds() % 3600 == 0) {
      return time.toHours() + (time.toHours() == 1 ? " hour" : " hours");
    }
    return time.toString();
  }
}
