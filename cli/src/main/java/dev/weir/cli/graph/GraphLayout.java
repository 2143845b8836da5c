package dev.weir.cli.graph;

import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.StepNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the steps of a graph stand when it is drawn, from top to bottom: each below all that it
 * follows, in an order with few crossings, under the middle of its neighbours where there is room.
 *
 * @param boxes in the order of the graph's steps
 */
record GraphLayout(
    FlowGraph graph, List<Box> boxes, List<Line> lines, double width, double height) {
  static final double BOX_HEIGHT = 36;
  static final double CHARACTER = 8;
  private static final double LAYER_GAP = 44;
  private static final double BOX_GAP = 32;
  private static final double BESIDE_NAME = 44;
  private static final double THROUGH = 16;
  private static final double MARGIN = 28;
  private static final int SWEEPS = 12;

  GraphLayout {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  /** A step's place; x and y are its middle. */
  record Box(StepNode step, double x, double y, double width) {}

  record Point(double x, double y) {}

  /**
   * An arrow.
   *
   * @param points from the first box's lower edge to the last box's upper edge, by way of one point
   *     in each layer between; none where a step follows itself
   */
  record Line(StepNode from, StepNode to, List<Point> points) {
    Line {
      points = List.copyOf(points);
    }
  }

  static GraphLayout of(FlowGraph graph) {
    return new Placement(graph).layout();
  }

  /** A step in its layer, or the place where an arrow passes through a layer. */
  private static final class Cell {
    private final double width;
    private final List<Cell> above = new ArrayList<>();
    private final List<Cell> below = new ArrayList<>();
    private double x;

    private Cell(double width) {
      this.width = width;
    }

    private double middleOf(List<Cell> neighbours) {
      return neighbours.stream().mapToDouble(cell -> cell.x).average().orElse(x);
    }
  }

  private static final class Placement {
    private final FlowGraph graph;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Cell> steps = new HashMap<>();
    private final List<List<Cell>> layers = new ArrayList<>();

    /** The cells each arrow goes by. */
    private record Way(StepNode from, StepNode to, List<Cell> cells) {}

    private final List<Way> ways = new ArrayList<>();

    private Placement(FlowGraph graph) {
      this.graph = graph;
      graph.steps().forEach(this::deepen);
      graph.steps().forEach(this::addCell);
      graph.steps().forEach(from -> from.next().forEach(to -> connect(from, graph.step(to))));
    }

    /** Steps come in topological order, but for those that follow themselves. */
    private void deepen(StepNode step) {
      int depth = depths.computeIfAbsent(step.name(), name -> 0);
      for (var next : step.next()) {
        if (!next.equals(step.name())) {
          depths.merge(next, depth + 1, Math::max);
        }
      }
    }

    private void addCell(StepNode step) {
      int depth = depths.getOrDefault(step.name(), 0);
      while (layers.size() <= depth) {
        layers.add(new ArrayList<>());
      }
      var cell = new Cell(textWidth(step.name()) + BESIDE_NAME);
      steps.put(step.name(), cell);
      layers.get(depth).add(cell);
    }

    private void connect(StepNode from, StepNode to) {
      var cells = new ArrayList<>(List.of(steps.get(from.name())));
      if (!from.name().equals(to.name())) {
        for (int layer = depths.get(from.name()) + 1; layer < depths.get(to.name()); layer++) {
          cells.add(new Cell(THROUGH));
          layers.get(layer).add(cells.getLast());
        }
        cells.add(steps.get(to.name()));
        for (int i = 1; i < cells.size(); i++) {
          cells.get(i - 1).below.add(cells.get(i));
          cells.get(i).above.add(cells.get(i - 1));
        }
      }
      ways.add(new Way(from, to, cells));
    }

    private GraphLayout layout() {
      layers.forEach(Placement::spread);
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        layers.forEach(layer -> order(layer, true));
        layers.reversed().forEach(layer -> order(layer, false));
      }
      layers.forEach(layer -> order(layer, true));
      double left = cells().mapToDouble(cell -> cell.x - cell.width / 2).min().orElse(0);
      layers.forEach(layer -> layer.forEach(cell -> cell.x += MARGIN - left));
      double right = cells().mapToDouble(cell -> cell.x + cell.width / 2).max().orElse(0);
      return new GraphLayout(
          graph,
          graph.steps().stream().map(this::box).toList(),
          ways.stream().map(this::line).toList(),
          right + MARGIN,
          y(layers.size() - 1) + BOX_HEIGHT / 2 + MARGIN);
    }

    private Stream<Cell> cells() {
      return layers.stream().flatMap(List::stream);
    }

    private static void spread(List<Cell> layer) {
      double x = 0;
      for (var cell : layer) {
        cell.x = x + cell.width / 2;
        x += cell.width + BOX_GAP;
      }
    }

    /** Sorts a layer by the middles of its neighbours, then moves it as near to them as it can. */
    private static void order(List<Cell> layer, boolean byAbove) {
      var wanted = new HashMap<Cell, Double>();
      layer.forEach(cell -> wanted.put(cell, cell.middleOf(byAbove ? cell.above : cell.below)));
      layer.sort(Comparator.comparing(wanted::get));
      spread(layer);
      double shift =
          layer.stream().mapToDouble(cell -> wanted.get(cell) - cell.x).average().orElse(0);
      layer.forEach(cell -> cell.x += shift);
      pull(layer, wanted);
      pull(layer.reversed(), wanted);
    }

    /** Moves each outwards to where it wants to be; the next one in turn keeps its distance. */
    private static void pull(List<Cell> cells, Map<Cell, Double> wanted) {
      for (int i = cells.size() - 1; i >= 0; i--) {
        var cell = cells.get(i);
        double room = Double.POSITIVE_INFINITY;
        double direction = cells.size() > 1 ? cells.getLast().x - cells.getFirst().x : 1;
        if (i + 1 < cells.size()) {
          var next = cells.get(i + 1);
          room = Math.abs(next.x - cell.x) - (next.width + cell.width) / 2 - BOX_GAP;
        }
        double way = (wanted.get(cell) - cell.x) * Math.signum(direction);
        if (way > 0) {
          cell.x += Math.min(way, room) * Math.signum(direction);
        }
      }
    }

    private Box box(StepNode step) {
      var cell = steps.get(step.name());
      return new Box(step, cell.x, y(depths.get(step.name())), cell.width);
    }

    private Line line(Way way) {
      var points = new ArrayList<Point>();
      if (way.cells.size() > 1) {
        int depth = depths.get(way.from.name());
        for (int i = 0; i < way.cells.size(); i++) {
          double edge = i == 0 ? BOX_HEIGHT / 2 : i == way.cells.size() - 1 ? -BOX_HEIGHT / 2 : 0;
          points.add(new Point(way.cells.get(i).x, y(depth + i) + edge));
        }
      }
      return new Line(way.from, way.to, points);
    }

    private static double y(int layer) {
      return MARGIN + BOX_HEIGHT / 2 + layer * (BOX_HEIGHT + LAYER_GAP);
    }
  }

  /** Of a monospaced font; East Asian characters are twice as wide. */
  static double textWidth(String text) {
    return text.codePoints().mapToDouble(c -> c < 0x1100 ? CHARACTER : 2 * CHARACTER).sum();
  }
}
