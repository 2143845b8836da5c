import dev.weir.flow.Config;
import dev.weir.flow.Environment;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Resources;
import dev.weir.flow.Step;
import java.time.LocalDate;
import java.util.List;

/** Reports on a shop's sales; what a deployment decides stands in a file beside it. */
public class ConfigFlow extends FlowSpec {

  enum Region {
    NORTH,
    SOUTH
  }

  record Settings(String currency, List<Double> sales, Machine machine) {}

  record Machine(double cpu, int memory) {}

  @Config("config.json")
  Settings settings;

  @Parameter(separator = ",", help = "The regions to report on")
  List<Region> regions = List.of(Region.NORTH, Region.SOUTH);

  @Parameter(defaultFrom = "today", help = "The day of the report")
  LocalDate day;

  String report;

  /** Asked once when the run is made, so that every step sees the same day. */
  static LocalDate today() {
    return LocalDate.now();
  }

  /** What a config says can be used in annotations too. */
  @Step
  @Environment("CURRENCY=${settings.currency}")
  @Resources(from = "settings.machine")
  Next start() {
    double sum = settings.sales().stream().mapToDouble(Double::doubleValue).sum();
    report = regions + " sold for " + sum + " " + System.getenv("CURRENCY");
    return next(this::end);
  }

  /** Every step has the config, the parameters and what start wrote. */
  @Step
  void end() {
    System.out.println(day + ": " + report);
  }
}
