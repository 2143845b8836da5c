package dev.weir.flow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.flow.Current;
import dev.weir.flow.Current.ForeachFrame;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
  static class Sample extends FlowSpec {
    int total;
    List<Integer> many = List.of(1, 2, 3);
    String seen = "made";

    private Sample() {}

    @Step
    Next start() {
      return branch(this::a, this::a, this::a);
    }

    @Step
    Next a() {
      seen = current().stepName() + " " + input(String.class) + " " + index();
      return next(this::join);
    }

    @Step
    Next join(Inputs<Sample> inputs) {
      total = inputs.stream().mapToInt(input -> input.total).sum();
      return next(this::end);
    }

    @Step
    void end() {}

    @Step
    Next list() {
      return foreach(many, this::a);
    }

    @Step
    Next array() {
      return foreach(new String[] {"x", "y"}, this::a);
    }

    @Step
    Next ints() {
      return foreach(new int[] {1, 2}, this::a);
    }

    @Step
    Next longs() {
      return foreach(new long[] {1, 2}, this::a);
    }

    @Step
    Next doubles() {
      return foreach(new double[] {1, 2}, this::a);
    }

    @Step
    Next stream() {
      return foreach(IntStream.range(0, 2), this::a);
    }

    @Step
    Next nothing() {
      return foreach(Stream.empty(), this::a);
    }

    @Step
    Next nullItems() {
      many = null;
      return foreach(many, this::a);
    }

    @Step
    Next either() {
      return choose(many.isEmpty(), this::a, this::start);
    }

    @Step
    Next finish() {
      return choose(many.isEmpty(), this::finish, this::end);
    }

    @Step
    Next keyed() {
      return choose(seen, option("other", this::a), option("made", this::end));
    }

    @Step
    Next lostKey() {
      return choose(7, option("other", this::a), option(8, this::end));
    }

    @Step
    Next gang() {
      return parallel(many.size(), this::a);
    }

    @Step
    Next nobody() {
      return parallel(0, this::a);
    }

    @Step
    Next merges() {
      mergeArtifacts(new LazyInputs<>(List.of(), index -> this));
      return next(this::a);
    }

    @Step
    Next twice() {
      next(this::a);
      return next(this::a);
    }

    @Step
    Next nil() {
      return null;
    }

    @Step
    Next fails() throws IOException {
      throw new IOException("no such film");
    }

    @Step
    Next breaks() {
      throw new StackOverflowError("deep");
    }
  }

  @Test
  void branchCountsItsBranches() throws Exception {
    assertThat(run("start")).isEqualTo(new Taken.All(3));
  }

  @ParameterizedTest
  @CsvSource({"either,1", "finish,1", "keyed,1"})
  void choiceTakesOneWay(String step, int way) throws Exception {
    assertThat(run(step)).isEqualTo(new Taken.Chosen(way));
  }

  @Test
  void gangCountsItsNodes() throws Exception {
    assertThat(run("gang")).isEqualTo(new Taken.Gang(3));
  }

  @Test
  void endTakesNoTransition() throws Exception {
    assertThat(run("end")).isEqualTo(new Taken.End());
  }

  @ParameterizedTest
  @CsvSource({"list,3", "array,2", "ints,2", "longs,2", "doubles,2", "stream,2"})
  void foreachGoesThroughItsItems(String step, int size) throws Exception {
    // When
    var items = new ArrayList<>();
    ((Taken.Each) run(step)).items().forEachRemaining(items::add);
    // Then
    assertThat(items).hasSize(size).doesNotContainNull();
  }

  @Test
  void stepSeesWhereItIs() throws Exception {
    // Given
    var task = new TaskContext(current("a", new ForeachFrame("start", 4, 9)), type -> "item");
    var flow = task.newFlow(Sample.class);
    // When
    Steps.run(task, flow);
    // Then
    assertThat(flow.seen).isEqualTo("a item 4");
  }

  @Test
  void joinReadsItsInputs() throws Exception {
    // Given
    var task = new TaskContext(current("join"), ItemReader.none());
    var flow = task.newFlow(Sample.class);
    var inputs = new LazyInputs<>(List.of("a", "a", "a"), StepsTest::sample);
    // When
    var taken = Steps.runJoin(task, flow, inputs);
    // Then
    assertThat(taken).isEqualTo(new Taken.One());
    assertThat(flow.total).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nothing;foreach over no items in step nothing",
        "nullItems;foreach over null in step nullItems",
        "twice;step twice named its successors twice",
        "nil;step nil returned null",
        "lostKey;step lostKey chose 7, which none of its options has: [other, 8]",
        "nobody;step nobody asks for 0 nodes",
        "merges;only a join can merge artifacts",
        "fails;no such film",
        "breaks;deep",
        "absent;has no step absent",
        "a;this step has no input",
      })
  void misuseSaysWhatIsWrong(String step, String message) {
    assertThatThrownBy(() -> run(step)).hasMessageContaining(message);
  }

  @Test
  void whatTheAuthorThrowsComesOutAsIs() {
    assertThatThrownBy(() -> run("fails")).isExactlyInstanceOf(IOException.class).hasNoCause();
  }

  @Test
  void nullItemIsRefusedWhenPulled() {
    // Given
    var items = Arrays.asList("a", null).iterator();
    var each = Taken.Each.of(items, "start");
    each.items().next();
    // Then
    assertThatThrownBy(() -> each.items().next())
        .hasMessage("item 1 of the foreach in step start is null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"current", "index", "input", "next"})
  void inputOfAJoinRunsNoStep(String what) throws Exception {
    var flow = TaskContext.newInput(Sample.class);
    assertThatThrownBy(
            () -> {
              switch (what) {
                case "current", "index", "input" -> flow.a();
                default -> flow.twice();
              }
            })
        .hasMessageContaining("runs no step here");
  }

  private static Taken run(String step) throws Exception {
    var task = new TaskContext(current(step), ItemReader.none());
    return Steps.run(task, task.newFlow(Sample.class));
  }

  private static Sample sample(int index) {
    try {
      var sample = TaskContext.newInput(Sample.class);
      sample.total = index;
      return sample;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Current current(String step, ForeachFrame... stack) {
    return new Current("Sample", "1", step, "2", 0, "ada", "default", List.of(), List.of(stack));
  }
}
