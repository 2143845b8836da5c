import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;

/** Splits and never joins. */
public class NoJoin extends FlowSpec {
  @Step
  Next start() {
    return branch(this::a, this::b);
  }

  @Step
  Next a() {
    return next(this::end);
  }

  @Step
  Next b() {
    return next(this::end);
  }

  @Step
  void end() {}
}
