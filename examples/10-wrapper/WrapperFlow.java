import dev.weir.flow.AroundStep;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import dev.weir.flow.StepCall;
import dev.weir.flow.StepWrapper;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Wraps steps by annotations of its own. */
@WrapperFlow.Told
public class WrapperFlow extends FlowSpec {

  /** Says when a step begins and ends; on the flow, of every step. */
  @StepWrapper(Told.Around.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Told {
    class Around implements AroundStep {
      @Override
      public Next around(StepCall call) throws Exception {
        System.out.println("before " + call.current().stepName());
        try {
          return call.proceed();
        } finally {
          System.out.println("after " + call.current().stepName());
        }
      }
    }
  }

  /** Goes on without the step when a parameter says so. */
  @StepWrapper(Optionally.Around.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Optionally {
    String instead();

    class Around implements AroundStep {
      @Override
      public Next around(StepCall call) throws Exception {
        var flow = (WrapperFlow) call.flow();
        if (!flow.skip) {
          return call.proceed();
        }
        flow.result = call.annotation(Optionally.class).instead();
        return call.skip();
      }
    }
  }

  @Parameter(help = "Whether to pass over the work")
  boolean skip;

  String result;

  /** Told of by the flow's annotation alone. */
  @Step
  Next start() {
    return next(this::work);
  }

  /** Wrapped twice: by the flow's annotation, and inside it by its own. */
  @Step
  @Optionally(instead = "nothing")
  Next work() {
    result = "something";
    return next(this::end);
  }

  /** Sees what a wrapper wrote as well. */
  @Step
  void end() {
    System.out.println("got " + result);
  }
}
