package dev.weir.cdk;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns context into values and gathers every fault, so that one run names them all. */
final class SettingsReader {
  private static final Map<String, Setting> BY_KEY =
      Arrays.stream(Setting.values())
          .collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

  private final Map<String, ?> context;
  private final List<String> faults = new ArrayList<>();

  SettingsReader(Map<String, ?> context) {
    this.context = context;
    context.keySet().stream()
        .filter(key -> key.startsWith(Setting.PREFIX) && !BY_KEY.containsKey(key))
        .sorted()
        .forEach(key -> faults.add(key + ": no such setting; there are " + knownKeys()));
  }

  String text(Setting setting) {
    var given = context.get(setting.key());
    return given == null ? setting.defaultValue() : given.toString().strip();
  }

  String matching(Setting setting, Pattern pattern, String expected) {
    var text = text(setting);
    if (!pattern.matcher(text).matches()) {
      fault(setting, "is not " + expected);
    }
    return text;
  }

  Optional<String> optional(Setting setting, Pattern pattern, String expected) {
    return text(setting).isEmpty()
        ? Optional.empty()
        : Optional.of(matching(setting, pattern, expected));
  }

  String cidr(Setting setting, int widest, int narrowest) {
    var range =
        Cidr.parse(text(setting)).filter(c -> c.prefix() >= widest && c.prefix() <= narrowest);
    if (range.isEmpty()) {
      fault(
          setting,
          "is not an address range (a.b.c.d/n) from /%d to /%d".formatted(widest, narrowest));
    }
    return text(setting);
  }

  int number(Setting setting, int least, int most) {
    var text = text(setting);
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      fault(setting, "is not a whole number from " + least + " to " + most);
      return least;
    }
    return Integer.parseInt(text);
  }

  boolean flag(Setting setting) {
    return choice(setting, Map.of("true", true, "false", false));
  }

  <T> T choice(Setting setting, Map<String, T> choices) {
    var chosen = choices.get(text(setting));
    if (chosen == null) {
      fault(setting, "is not one of " + String.join(", ", new TreeSet<>(choices.keySet())));
      return choices.values().iterator().next();
    }
    return chosen;
  }

  Duration duration(Setting setting, Duration least, Duration most) {
    var duration = parsed(text(setting));
    if (duration.filter(d -> fits(d, least, most)).isEmpty()) {
      fault(setting, "is not a duration of whole seconds from " + least + " to " + most);
      return least;
    }
    return duration.get();
  }

  private static Optional<Duration> parsed(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException notADuration) {
      return Optional.empty();
    }
  }

  private static boolean fits(Duration duration, Duration least, Duration most) {
    return duration.compareTo(least) >= 0
        && duration.compareTo(most) <= 0
        && duration.getNano() == 0;
  }

  FargateSize size(Setting cpu, Setting memoryMib) {
    var mostMib = 120 * 1024;
    var units = number(cpu, 512, 16384);
    var mib = number(memoryMib, 1024, mostMib);
    try {
      return new FargateSize(units, mib);
    } catch (IllegalArgumentException notSold) {
      fault(cpu, "and " + memoryMib.key() + "=" + text(memoryMib) + ": " + notSold.getMessage());
      return new FargateSize(16384, mostMib);
    }
  }

  void fault(Setting setting, String complaint) {
    faults.add(setting.key() + "=" + text(setting) + " " + complaint);
  }

  void throwIfFaulty() {
    if (!faults.isEmpty()) {
      throw new WrongSettings(faults);
    }
  }

  private static String knownKeys() {
    return String.join(", ", new TreeSet<>(BY_KEY.keySet()));
  }
}
