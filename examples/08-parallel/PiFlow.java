import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.util.Random;

/** Estimates π on several nodes that run at the same time, each with a share of the darts. */
public class PiFlow extends FlowSpec {
  @Parameter(help = "How many nodes")
  int nodes = 3;

  @Parameter(help = "How many darts in all")
  int darts = 300_000;

  String method;
  long inside;
  long thrown;
  double pi;

  /** Says how it is done, and starts the nodes. */
  @Step
  Next start() {
    method = "Monte Carlo, " + nodes + " nodes";
    return parallel(nodes, this::throwDarts);
  }

  /** One node: its number is the seed. */
  @Step
  Next throwDarts() {
    var node = current().parallel().orElseThrow();
    var random = new Random(node.nodeIndex());
    thrown = darts / node.numNodes();
    for (long dart = 0; dart < thrown; dart++) {
      var x = random.nextDouble();
      var y = random.nextDouble();
      inside += x * x + y * y <= 1 ? 1 : 0;
    }
    System.out.println("node " + node.nodeIndex() + " of " + node.numNodes() + ": " + inside);
    return next(this::gather);
  }

  /** Adds up what differs between the nodes, and hands on what they agree on. */
  @Step
  Next gather(Inputs<PiFlow> inputs) {
    inside = inputs.stream().mapToLong(input -> input.inside).sum();
    thrown = inputs.stream().mapToLong(input -> input.thrown).sum();
    mergeArtifacts(inputs);
    pi = 4.0 * inside / thrown;
    return next(this::end);
  }

  /** Prints the estimate. */
  @Step
  void end() {
    System.out.println(method + ": " + pi);
  }
}
