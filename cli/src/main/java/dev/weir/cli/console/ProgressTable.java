package dev.weir.cli.console;

import dev.weir.cli.console.Colours.Tone;
import dev.weir.protocol.Run.StepProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a run is, as a table for a terminal: a line for each step, and one for all. Takes at most
 * half of the terminal; what does not fit is counted in one line. Its characters are ASCII, which
 * have the same width in every terminal.
 */
final class ProgressTable {
  private static final int WIDEST_BAR = 30;
  private static final int NARROWEST_BAR = 6;
  private static final int NOTES = 24;
  private static final int STAGE = 7;
  private static final String GAP = "  ";

  private final TerminalSize size;
  private final Colours colours;
  private final int names;
  private final int counts;
  private final int bar;

  private ProgressTable(List<StepProgress> steps, TerminalSize size, Colours colours) {
    this.size = size;
    this.colours = colours;
    int longest = steps.stream().mapToInt(step -> step.step().length()).max().orElse(0);
    this.names = Math.min(longest, Math.max(8, size.columns() / 3));
    this.counts = steps.stream().mapToInt(step -> count(step).length()).max().orElse(0);
    int left = size.columns() - names - STAGE - counts - NOTES - 4 * GAP.length();
    this.bar = left < NARROWEST_BAR ? 0 : Math.min(left, WIDEST_BAR);
  }

  /** The lines, each a little shorter than the terminal is wide. */
  static List<String> lines(
      List<StepProgress> steps, Duration elapsed, TerminalSize size, Colours colours) {
    var table = new ProgressTable(steps, size, colours);
    var lines = new ArrayList<>(table.steps(steps));
    lines.add(table.line(List.of(new Span(Tone.PLAIN, ProgressText.total(steps, elapsed)))));
    return lines;
  }

  private List<String> steps(List<StepProgress> steps) {
    int room = Math.max(1, size.rows() / 2) - 1;
    if (steps.size() <= room) {
      return steps.stream().map(this::line).toList();
    }
    if (room == 0) {
      return List.of();
    }
    var first = steps.stream().sorted(Comparator.comparing(StepStage::of)).limit(room - 1L);
    var shown = first.collect(Collectors.toSet());
    var lines = new ArrayList<>(steps.stream().filter(shown::contains).map(this::line).toList());
    lines.add(more(steps.stream().filter(step -> !shown.contains(step)).toList()));
    return lines;
  }

  private String more(List<StepProgress> others) {
    Map<StepStage, Integer> counts = new EnumMap<>(StepStage.class);
    others.forEach(step -> counts.merge(StepStage.of(step), 1, Integer::sum));
    var text =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().word())
            .collect(Collectors.joining(", "));
    return line(List.of(new Span(Tone.QUIET, "and " + others.size() + " more steps: " + text)));
  }

  private String line(StepProgress step) {
    var stage = StepStage.of(step);
    var name = step.step().substring(0, Math.min(names, step.step().length()));
    var spans = new ArrayList<Span>();
    spans.add(new Span(Tone.PLAIN, padded(name, names) + GAP));
    spans.add(new Span(stage.tone(), padded(stage.word(), STAGE)));
    if (step.total() > 1) {
      var count = count(step);
      spans.add(new Span(Tone.PLAIN, GAP + " ".repeat(counts - count.length()) + count));
      if (bar > 0) {
        spans.add(new Span(Tone.PLAIN, GAP + bar(step)));
      }
      var notes =
          ProgressText.counted(step.running(), "running")
              + ProgressText.counted(step.failed(), "failed");
      if (!notes.isEmpty()) {
        spans.add(new Span(Tone.PLAIN, GAP + notes.substring(2)));
      }
    }
    return line(spans);
  }

  private String bar(StepProgress step) {
    int inner = bar - 2;
    int full = (int) (inner * step.succeeded() / step.total());
    return "[" + "#".repeat(full) + ".".repeat(inner - full) + "]";
  }

  private static String count(StepProgress step) {
    return step.total() > 1 ? step.succeeded() + "/" + step.total() : "";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** The last column stays free: in it, some terminals go on to the next line. */
  private String line(List<Span> spans) {
    return Span.line(spans, size.columns() - 1, colours).stripTrailing();
  }
}
