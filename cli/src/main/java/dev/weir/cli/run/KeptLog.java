package dev.weir.cli.run;

import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogLine.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What of one attempt's output is kept; where it is cut and how much is cut, the log itself says.
 */
final class KeptLog {
  private final LogLimit limit;
  private final Map<Stream, Amount> amounts = new EnumMap<>(Stream.class);

  KeptLog(LogLimit limit) {
    this.limit = limit;
  }

  private static final class Amount {
    private long bytes;
    private long cutLines;
    private long cutBytes;
  }

  /** The line, if it is kept; a remark instead of the first that is not. */
  List<LogLine> of(LogLine line) {
    if (line.stream() == Stream.RUNTIME) {
      return List.of(line);
    }
    var amount = amounts.computeIfAbsent(line.stream(), stream -> new Amount());
    long size = line.text().length() + 1L;
    if (amount.cutLines == 0 && amount.bytes + size <= limit.bytes()) {
      amount.bytes += size;
      return List.of(line);
    }
    amount.cutBytes += size;
    return amount.cutLines++ > 0
        ? List.of()
        : List.of(
            remark(
                "The log is cut here: "
                    + name(line.stream())
                    + " has reached the --max-log-size of "
                    + limit.megabytes()
                    + " MB."));
  }

  /** How much was cut, a line for each stream. */
  List<LogLine> cuts() {
    var cuts = new ArrayList<LogLine>();
    amounts.forEach(
        (stream, amount) -> {
          if (amount.cutLines > 0) {
            cuts.add(
                remark(
                    String.format(
                        Locale.ROOT,
                        "%,d lines (%.1f MB) of %s were printed and not kept.",
                        amount.cutLines,
                        amount.cutBytes / (double) (1 << 20),
                        name(stream))));
          }
        });
    return cuts;
  }

  private static String name(Stream stream) {
    return switch (stream) {
      case STDOUT -> "standard output";
      case STDERR -> "standard error";
      case RUNTIME -> "Weir";
    };
  }

  private static LogLine remark(String text) {
    return new LogLine(Instant.now(), Stream.RUNTIME, text);
  }
}
