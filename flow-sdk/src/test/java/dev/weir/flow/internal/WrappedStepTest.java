package dev.weir.flow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.flow.AroundStep;
import dev.weir.flow.Current;
import dev.weir.flow.FlowInfo;
import dev.weir.flow.FlowInfo.StepInfo;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import dev.weir.flow.StepCall;
import dev.weir.flow.StepWrapper;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappedStepTest {

  @StepWrapper(Note.Around.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Note {
    String value();

    class Around implements AroundStep {
      @Override
      public Next around(StepCall call) throws Exception {
        var flow = (Sample) call.flow();
        var name = call.annotation(Note.class).value();
        flow.notes.add("before " + name);
        var next = call.proceed();
        flow.notes.add("after " + name);
        return next;
      }
    }
  }

  @StepWrapper(Outer.Around.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Outer {
    class Around implements AroundStep {
      @Override
      public Next around(StepCall call) throws Exception {
        ((Sample) call.flow()).notes.add("outer of " + call.current().stepName());
        return call.proceed();
      }
    }
  }

  @StepWrapper(Does.Around.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Does {
    String value();

    class Around implements AroundStep {
      @Override
      public Next around(StepCall call) throws Exception {
        return switch (call.annotation(Does.class).value()) {
          case "skip" -> call.skip();
          case "items" -> call.skipForeach(List.of(1, 2));
          case "to" -> call.skipTo("b");
          case "throw" -> throw new IOException("in the wrapper");
          case "swallow" -> {
            try {
              yield call.proceed();
            } catch (IllegalStateException e) {
              yield call.skip();
            }
          }
          case "twice" -> {
            call.proceed();
            yield call.proceed();
          }
          default -> null;
        };
      }
    }
  }

  @Outer
  static class Base extends FlowSpec {}

  @Note("flow")
  static class Sample extends Base {
    final List<String> notes = new ArrayList<>();

    @Step
    @Note("step")
    Next linear() {
      notes.add("step");
      return next(this::end);
    }

    @Step
    @Does("skip")
    Next skipped() {
      notes.add("step");
      return next(this::end);
    }

    @Step
    @Does("skip")
    Next branches() {
      return branch(this::linear, this::skipped);
    }

    @Step
    @Does("skip")
    Next each() {
      return foreach(List.of(1), this::linear);
    }

    @Step
    @Does("items")
    Next items() {
      return foreach(List.of(1), this::linear);
    }

    @Step
    @Does("items")
    Next noForeach() {
      return next(this::end);
    }

    @Step
    @Does("throw")
    Next wrapperThrows() {
      return next(this::end);
    }

    @Step
    @Does("swallow")
    Next throwing() {
      next(this::end);
      throw new IllegalStateException("after it had named its successor");
    }

    @Step
    @Does("twice")
    Next twice() {
      return next(this::end);
    }

    @Step
    @Does("nothing")
    Next nothing() {
      return next(this::end);
    }

    @Step
    @Does("to")
    Next to() {
      return next(this::end);
    }

    @Step
    @Does("skip")
    void end() {
      notes.add("step");
    }
  }

  private Sample flow;

  @Test
  void wrappersNestTheFlowsOutsideAndEachSeesItsOwnValues() throws Exception {
    // When
    var taken = run("linear", "LINEAR", "end");
    // Then
    assertThat(taken).isEqualTo(new Taken.One());
    assertThat(flow.notes)
        .containsExactly(
            "outer of linear", "before flow", "before step", "step", "after step", "after flow");
  }

  @Test
  void aSkippedStepGoesOnAsItWouldHave() throws Exception {
    assertThat(run("skipped", "LINEAR", "end")).isEqualTo(new Taken.One());
    assertThat(flow.notes).doesNotContain("step");
    assertThat(run("branches", "BRANCH", "linear", "skipped")).isEqualTo(new Taken.All(2));
    assertThat(run("end", "END")).isEqualTo(new Taken.End());
    assertThat(flow.notes).doesNotContain("step");
  }

  @Test
  void aForeachIsSkippedWithItems() throws Exception {
    // When
    var taken = (Taken.Each) run("items", "FOREACH", "linear");
    // Then
    var items = new ArrayList<Object>();
    taken.items().forEachRemaining(items::add);
    assertThat(items).isEqualTo(List.of(1, 2));
  }

  @Test
  void whatAWrapperThrowsIsTheSteps() {
    assertThatThrownBy(() -> run("wrapperThrows", "LINEAR", "end"))
        .isInstanceOf(IOException.class)
        .hasMessage("in the wrapper");
  }

  @Test
  void whatTheStepThrewCanBeSwallowed() throws Exception {
    assertThat(run("throwing", "LINEAR", "end")).isEqualTo(new Taken.One());
  }

  @ParameterizedTest
  @CsvSource({
    "each, FOREACH, skip it with skipForeach",
    "noForeach, LINEAR, is no foreach",
    "to, LINEAR, does not choose b",
    "twice, LINEAR, was to proceed twice",
    "nothing, LINEAR, returned null around step nothing",
  })
  void whatAWrapperMayNotDoIsSaid(String step, String kind, String message) {
    assertThatThrownBy(() -> run(step, kind, "end"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }

  private Taken run(String step, String kind, String... next) throws Exception {
    var info =
        new FlowInfo(
            List.of(),
            List.of(new StepInfo(step, kind, List.of(next), false)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var current =
        new Current(
            "Sample",
            "w1",
            step,
            "t1",
            0,
            "ann",
            "p",
            List.of(),
            List.of(),
            0,
            Optional.empty(),
            info);
    var context = new TaskContext(current, ItemReader.none());
    flow = context.newFlow(Sample.class);
    return Steps.run(context, flow);
  }
}
