package flows;

import dev.weir.flow.IncludeFile;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Goes through a foreach and joins it, with parameters, defaults and files. */
public class CatalogueFlow extends BaseFlow {
  static final int CONSTANT = 5;

  @Parameter int limit = 5;
  @Parameter Map<String, List<Integer>> table = Map.of();

  @IncludeFile("data.csv")
  String data;

  @IncludeFile("data.csv")
  byte[] bytes;

  Path place;
  double[] large;
  List<String> seen;
  String item;
  String untouched = "as it was";
  transient Object scratch = new Object();
  final List<String> fixed = new ArrayList<>();
  Thread unstorable;

  @Step
  Next start() {
    seen = new ArrayList<>(List.of("start " + limit));
    large = new double[10_000];
    inherited = "from the base";
    if (data != null) {
      seen.add(data);
    }
    return foreach(IntStream.range(0, 600).mapToObj(i -> "item " + i), this::body);
  }

  @Step
  Next body() {
    item = input(String.class) + " at " + index() + " in " + current().foreachStack();
    seen.add(item);
    return next(this::join);
  }

  @Step
  Next join(Inputs<CatalogueFlow> inputs) {
    seen = inputs.stream().map(each -> each.item).toList();
    return next(this::end);
  }

  @Step
  Next copy() throws IOException {
    untouched = Files.size(place) + " at " + place;
    return next(this::end);
  }

  @Step
  void end() {
    unstorable = new Thread("flow");
  }
}
