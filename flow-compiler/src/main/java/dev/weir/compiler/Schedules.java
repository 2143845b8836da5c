package dev.weir.compiler;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks when a flow is to start by itself. */
final class Schedules {
  static final String HOURLY = "0 0 * * * ?";
  static final String DAILY = "0 0 0 * * ?";
  static final String WEEKLY = "0 0 0 ? * SUN";

  private static final String MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
  private static final String DAYS = "SUN|MON|TUE|WED|THU|FRI|SAT";
  private static final Field[] FIELDS = {
    new Field("seconds", 0, 59, null),
    new Field("minutes", 0, 59, null),
    new Field("hours", 0, 23, null),
    new Field("day of the month", 1, 31, "L|LW|\\d{1,2}W|L-\\d{1,2}"),
    new Field("month", 1, 12, MONTHS),
    new Field("day of the week", 1, 7, DAYS + "|L|(?:[1-7]|" + DAYS + ")(?:L|#[1-5])"),
    new Field("year", 1970, 2199, null)
  };

  private Schedules() {}

  private record Field(String name, int least, int most, String words) {
    private static final Pattern PART =
        Pattern.compile("(?<from>\\w+|\\*)(?:-(?<to>\\w+))?(?:/(?<step>\\d{1,4}))?");

    private boolean takes(String text) {
      for (var part : text.split(",", -1)) {
        if (!takesPart(part)) {
          return false;
        }
      }
      return true;
    }

    private boolean takesPart(String text) {
      if (words != null && text.matches("(?i:" + words + ")")) {
        return true;
      }
      var part = PART.matcher(text);
      return part.matches()
          && (part.group("from").equals("*") ? part.group("to") == null : bound(part.group("from")))
          && (part.group("to") == null || bound(part.group("to")))
          && (part.group("step") == null || Integer.parseInt(part.group("step")) > 0);
    }

    private boolean bound(String text) {
      if (text.matches("\\d{1,4}")) {
        int value = Integer.parseInt(text);
        return value >= least && value <= most;
      }
      return words != null && text.matches("(?i:" + words + ")");
    }
  }

  /** What is wrong with a cron expression of six or seven fields, as Quartz has them. */
  static Optional<String> fault(String cron) {
    var parts = cron.strip().split("\\s+");
    if (parts.length != 6 && parts.length != 7) {
      return Optional.of("it has " + parts.length + " fields, not six or seven");
    }
    for (int i = 0; i < parts.length; i++) {
      var anyDay = (i == 3 || i == 5) && parts[i].equals("?");
      if (!anyDay && !FIELDS[i].takes(parts[i])) {
        return Optional.of(parts[i] + " is no " + FIELDS[i].name());
      }
    }
    if (parts[3].equals("?") == parts[5].equals("?")) {
      return Optional.of("one of day of the month and day of the week has to be ?");
    }
    return Optional.empty();
  }

  static boolean isZone(String name) {
    try {
      return ZoneId.of(name) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
