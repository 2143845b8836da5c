import dev.weir.flow.*;
import java.util.*;
import java.util.stream.*;

/** Squares of whole numbers; one of them fails, and its failure is caught. */
public class Squares extends FlowSpec {
  record Row(int number, double root) {}

  @Parameter(help = "How many numbers")
  int n = 3;

  List<Integer> numbers;
  int square;
  Failure failed;
  long total;
  Map<String, double[]> roots;
  List<Row> rows;
  String text;

  @Step
  Next start() {
    System.out.println("counting to " + n);
    System.err.println("a warning");
    numbers = IntStream.range(0, n).boxed().toList();
    return foreach(numbers, this::body);
  }

  @Step
  @Catch("failed")
  Next body() {
    int number = input(Integer.class);
    if (number == 1) {
      throw new IllegalStateException("one is odd");
    }
    square = number * number;
    System.out.println("square " + square);
    return next(this::join);
  }

  @Step
  Next join(Inputs<Squares> inputs) {
    total = inputs.stream().mapToLong(input -> input.square).sum();
    roots = new TreeMap<>(Map.of("all", IntStream.range(0, n).mapToDouble(Math::sqrt).toArray()));
    rows = List.of(new Row(4, 2.0));
    text = "x".repeat(20_000);
    return next(this::end);
  }

  @Step
  void end() {}
}
