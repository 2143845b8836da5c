package dev.weir.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.client.Json;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class GraphFormatTest {
  private static final FlowGraph ALL_KINDS =
      new FlowGraph(
          "AllKinds",
          null,
          List.of(
              step("start", Kind.BRANCH, null, null, "each", "again", "gang"),
              step("each", Kind.FOREACH, null, "Says \"<hello>\" & more.\u0007", "item"),
              step("item", Kind.LINEAR, null, null, "gather"),
              step("gather", Kind.LINEAR, "each", null, "meet"),
              step("again", Kind.CHOICE, null, null, "again", "meet"),
              step("gang", Kind.PARALLEL, null, null, "node"),
              step("node", Kind.LINEAR, null, null, "nodes"),
              step("nodes", Kind.LINEAR, "gang", null, "meet"),
              step("meet", Kind.LINEAR, "start", null, "end"),
              step("end", Kind.END, null, null)));

  private static StepNode step(
      String name, Kind kind, @Nullable String joins, @Nullable String doc, String... next) {
    return new StepNode(
        name, kind, List.of(next), joins != null, joins, null, null, List.of(), 1, doc);
  }

  @Test
  void mermaidShowsEachKindInAShapeOfItsOwn() {
    // When
    var text = GraphFormat.mermaid.text(ALL_KINDS);
    // Then
    assertThat(text)
        .isEqualTo(
            """
            ---
            title: "AllKinds"
            ---
            flowchart TD
              s0[/"start"\\]
              s1[["each"]]
              s2["item"]
              s3["gather"]:::join
              s4{"again"}
              s5{{"gang"}}
              s6["node"]
              s7["nodes"]:::join
              s8["meet"]:::join
              s9(["end"])
              s0 --> s1
              s0 --> s4
              s0 --> s5
              s1 ==>|each item| s2
              s2 --> s3
              s3 --> s8
              s4 -.->|one of| s4
              s4 -.->|one of| s8
              s5 ==>|each node| s6
              s6 --> s7
              s7 --> s8
              s8 --> s9
              classDef join stroke-width:4px
            """);
  }

  @Test
  void dotQuotesEverythingASourceMayHold() {
    // When
    var text = GraphFormat.dot.text(ALL_KINDS);
    // Then
    assertThat(text)
        .startsWith("digraph \"AllKinds\" {\n")
        .contains(
            "  \"start\" [shape=trapezium];\n",
            "  \"each\" [shape=box3d, tooltip=\"Says \\\"<hello>\\\" & more.\u0007\"];\n",
            "  \"gather\" [shape=box, penwidth=3];\n",
            "  \"again\" [shape=diamond];\n",
            "  \"gang\" [shape=hexagon];\n",
            "  \"each\" -> \"item\" [style=bold, label=\"each item\"];\n",
            "  \"again\" -> \"again\" [style=dashed, label=\"one of\"];\n")
        .endsWith("}\n");
  }

  @Test
  void jsonReadsBackAsTheGraph() throws Exception {
    // When
    var text = GraphFormat.json.text(ALL_KINDS);
    // Then
    assertThat(Json.mapper().readValue(text, FlowGraph.class)).isEqualTo(ALL_KINDS);
  }

  @Test
  void svgIsXmlWithEveryStepAndEveryArrow() throws Exception {
    // When
    var svg = parse(GraphFormat.svg.text(ALL_KINDS));
    // Then
    assertThat(svg.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(classes(svg, "path")).filteredOn("join"::equals).hasSize(3);
    assertThat(classes(svg, "path")).filteredOn(name -> name.startsWith("line ")).hasSize(12);
    assertThat(texts(svg, "text"))
        .contains("start", "each", "item", "gather", "again", "gang", "node", "meet", "end");
    assertThat(texts(svg, "text")).contains("each item", "one of", "each node");
    assertThat(texts(svg, "title")).contains("each\nSays \"<hello>\" & more.\uFFFD");
  }

  @Test
  void noBoxCoversAnotherAndArrowsGoDown() {
    // When
    var layout = GraphLayout.of(ALL_KINDS);
    // Then
    for (var one : layout.boxes()) {
      assertThat(one.x() - one.width() / 2).isNotNegative();
      assertThat(one.x() + one.width() / 2).isLessThanOrEqualTo(layout.width());
      assertThat(layout.boxes())
          .filteredOn(other -> other != one && other.y() == one.y())
          .allMatch(other -> Math.abs(other.x() - one.x()) >= (other.width() + one.width()) / 2);
    }
    assertThat(layout.lines())
        .filteredOn(line -> !line.points().isEmpty())
        .hasSize(11)
        .allMatch(line -> line.points().getFirst().y() < line.points().getLast().y());
  }

  @Test
  void aWideGraphIsLaidOutToo() throws Exception {
    // Given
    var names = IntStream.range(0, 200).mapToObj(i -> "step" + i).toArray(String[]::new);
    var steps = new ArrayList<StepNode>();
    steps.add(step("start", Kind.BRANCH, null, null, names));
    for (var name : names) {
      steps.add(step(name, Kind.LINEAR, null, null, "meet"));
    }
    steps.add(step("meet", Kind.LINEAR, "start", null, "end"));
    steps.add(step("end", Kind.END, null, null));
    // When
    var svg = parse(GraphFormat.svg.text(new FlowGraph("Wide", null, steps)));
    // Then
    assertThat(texts(svg, "text")).contains("step0", "step199");
  }

  private static Document parse(String text) throws Exception {
    var factory = DocumentBuilderFactory.newDefaultNSInstance();
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document svg, String tag) {
    return elements(svg.getElementsByTagName(tag)).map(Element::getTextContent).toList();
  }

  private static List<String> classes(Document svg, String tag) {
    return elements(svg.getElementsByTagName(tag)).map(e -> e.getAttribute("class")).toList();
  }

  private static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
  }
}
