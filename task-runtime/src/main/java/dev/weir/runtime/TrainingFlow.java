package dev.weir.runtime;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Step;
import java.util.List;
import java.util.Map;

/** Has fields of the usual kinds. */
class TrainingFlow extends FlowSpec {
  String text = "text";
  int number = 1;
  double[] numbers = {1, 2};
  List<String> texts = List.of(text);
  Map<String, double[]> table = Map.of(text, numbers);

  @Step
  Next start() {
    System.out.println(current().pathspec());
    return next(this::end);
  }

  @Step
  void end() {}
}
