package dev.weir.cli.graph;

import dev.weir.cli.graph.GraphLayout.Box;
import dev.weir.cli.graph.GraphLayout.Line;
import dev.weir.protocol.FlowGraph.StepNode;
import java.util.Locale;
import java.util.stream.Collectors;

/** A laid-out graph as one SVG file that needs nothing besides; light and dark. */
final class SvgGraph {
  private static final double HALF = GraphLayout.BOX_HEIGHT / 2;
  private static final double SLANT = 12;
  private static final String STYLE =
      """
        <style>
          svg { background: #fff; color: #1c2733; font: 13px ui-monospace, Menlo, Consolas, monospace; }
          text { fill: currentColor; text-anchor: middle; dominant-baseline: central; }
          .label { font-size: 11px; opacity: .75; text-anchor: start; }
          .step { fill: #eef3f8; stroke: currentColor; stroke-width: 1.2; }
          .branch { fill: #e3f0e6; } .foreach { fill: #e4ecfb; } .choice { fill: #fdf1d6; }
          .parallel { fill: #f2e6f7; } .end { fill: #e8e8e8; }
          .join { fill: none; stroke: currentColor; stroke-width: 4; }
          .line { fill: none; stroke: currentColor; stroke-width: 1.2; marker-end: url(#arrow); }
          .line.foreach, .line.parallel { stroke-width: 2.6; fill: none; }
          .line.choice { stroke-dasharray: 5 4; fill: none; } .line.branch { fill: none; }
          @media (prefers-color-scheme: dark) {
            svg { background: #14191f; color: #d7dee6; }
            .step { fill: #24303c; } .branch { fill: #20382a; } .foreach { fill: #22304d; }
            .choice { fill: #423716; } .parallel { fill: #3a2744; } .end { fill: #333; }
          }
        </style>
        <defs>
          <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9"
              markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0L10 5L0 10z" fill="#7d8894"/>
          </marker>
        </defs>
      """;

  private SvgGraph() {}

  static String of(GraphLayout layout) {
    var svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                + " viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n",
            layout.width(), layout.height(), layout.width(), layout.height()));
    svg.append("  <title>").append(escaped(layout.graph().flow())).append("</title>\n");
    svg.append(STYLE);
    layout.lines().forEach(line -> append(svg, line, layout));
    layout.boxes().forEach(box -> append(svg, box));
    return svg.append("</svg>\n").toString();
  }

  private static void append(StringBuilder svg, Box box) {
    var step = box.step();
    svg.append("  <g>\n    <title>").append(escaped(words(step))).append("</title>\n");
    svg.append(shape(box, "step " + kind(step)));
    if (step.join()) {
      svg.append(
          text(
              "    <path class=\"join\" d=\"M%.1f %.1fh%.1f\"/>\n",
              box.x() - box.width() / 2, box.y() - HALF, box.width()));
    }
    svg.append(text("    <text x=\"%.1f\" y=\"%.1f\">", box.x(), box.y()));
    svg.append(escaped(step.name())).append("</text>\n  </g>\n");
  }

  private static String shape(Box box, String classes) {
    double left = box.x() - box.width() / 2;
    double top = box.y() - HALF;
    return switch (box.step().kind()) {
      case LINEAR -> rectangle(box, classes, 0, 4);
      case END -> rectangle(box, classes, 0, HALF);
      case FOREACH ->
          rectangle(box, classes, 8, 2)
              + rectangle(box, classes, 4, 2)
              + rectangle(box, classes, 0, 2);
      case BRANCH ->
          text(
              "    <path class=\"%s\" d=\"M%.1f %.1fh%.1fl%.1f %.1fh%.1fz\"/>\n",
              classes, left + SLANT, top, box.width() - 2 * SLANT, SLANT, 2 * HALF, -box.width());
      case CHOICE ->
          text(
              "    <path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fz\"/>\n",
              classes,
              left - SLANT,
              box.y(),
              box.x(),
              top - SLANT / 2,
              left + box.width() + SLANT,
              box.y(),
              box.x(),
              top + 2 * HALF + SLANT / 2);
      case PARALLEL ->
          rectangle(box, classes, 0, 2)
              + text(
                  "    <path class=\"%s\" d=\"M%.1f %.1fv%.1fM%.1f %.1fv%.1f\"/>\n",
                  classes, left + 7, top, 2 * HALF, left + box.width() - 7, top, 2 * HALF);
    };
  }

  private static String rectangle(Box box, String classes, double offset, double round) {
    return text(
        "    <rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
            + " rx=\"%.1f\"/>\n",
        classes,
        box.x() - box.width() / 2 + offset,
        box.y() - HALF - offset,
        box.width(),
        2 * HALF,
        round);
  }

  private static void append(StringBuilder svg, Line line, GraphLayout layout) {
    svg.append("  <path class=\"line ").append(kind(line.from())).append("\" d=\"");
    svg.append(line.points().isEmpty() ? toItself(line, layout) : curve(line)).append("\"/>\n");
    var label = EdgeLabels.of(line.from());
    if (!label.isEmpty() && !line.points().isEmpty()) {
      var first = line.points().getFirst();
      var second = line.points().get(1);
      svg.append(
          text(
              "  <text class=\"label\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
              first.x() + (second.x() - first.x()) / 2 + 6,
              first.y() + (second.y() - first.y()) / 2,
              label));
    }
  }

  private static String curve(Line line) {
    var first = line.points().getFirst();
    var path = new StringBuilder(text("M%.1f %.1f", first.x(), first.y()));
    for (int i = 1; i < line.points().size(); i++) {
      var from = line.points().get(i - 1);
      var to = line.points().get(i);
      double middle = (from.y() + to.y()) / 2;
      path.append(
          text("C%.1f %.1f %.1f %.1f %.1f %.1f", from.x(), middle, to.x(), middle, to.x(), to.y()));
    }
    return path.toString();
  }

  private static String toItself(Line line, GraphLayout layout) {
    var box =
        layout.boxes().stream()
            .filter(each -> each.step().name().equals(line.from().name()))
            .findFirst()
            .orElseThrow();
    double x = box.x() + box.width() / 4;
    return text(
        "M%.1f %.1fc0 22 %.1f 22 %.1f %.1fc0 -40 %.1f -40 %.1f -8",
        x,
        box.y() + HALF / 2,
        box.width() / 2,
        box.width() / 2,
        -HALF,
        -box.width() / 2,
        -box.width() / 2);
  }

  /** What a pointer that rests on the step is told. */
  private static String words(StepNode step) {
    var doc = step.doc();
    var gathers = step.join() ? " (joins " + step.joins() + ")" : "";
    return step.name() + gathers + (doc == null ? "" : "\n" + doc);
  }

  private static String kind(StepNode step) {
    return step.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** As XML text; characters that XML can't hold become {@code U+FFFD}. */
  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                switch (c) {
                  case '&' -> "&amp;";
                  case '<' -> "&lt;";
                  case '>' -> "&gt;";
                  case '"' -> "&quot;";
                  case '\n', '\t' -> Character.toString(c);
                  default -> isXml(c) ? Character.toString(c) : "\uFFFD";
                })
        .collect(Collectors.joining());
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
  }
}
