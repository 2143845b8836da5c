package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Merge;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;

/** A join that merges in the way it is told to. */
public class MergingFlow extends FlowSpec {
  /** Recorded with the run. */
  static final String MODEL = "m1";

  /** No value that anybody could read. */
  static final Thread NONE = new Thread("never started");

  /** Nobody's business. */
  private static final String SECRET = "s";

  @Parameter String how = "all";

  String same;
  String own;
  String extra;
  byte[] large;

  @Step
  Next start() {
    same = SECRET;
    large = new byte[100_000];
    return foreach(new int[] {0, 1}, this::body);
  }

  @Step
  Next body() {
    own = "item " + index();
    return next(this::join);
  }

  @Step
  Next join(Inputs<MergingFlow> inputs) {
    switch (how) {
      case "settle" -> {
        own = "settled";
        mergeArtifacts(inputs);
      }
      case "exclude" -> mergeArtifacts(inputs, Merge.exclude("own"));
      case "include" -> mergeArtifacts(inputs, Merge.include("same"));
      case "include twice" -> {
        mergeArtifacts(inputs, Merge.include("same"));
        mergeArtifacts(inputs, Merge.include("large", "same"));
      }
      case "include missing" -> mergeArtifacts(inputs, Merge.include("same", "nothing", "extra"));
      case "after" -> {
        mergeArtifacts(inputs, Merge.exclude("own"));
        same += " and more";
      }
      default -> mergeArtifacts(inputs);
    }
    return next(this::end);
  }

  @Step
  void end() {}
}
