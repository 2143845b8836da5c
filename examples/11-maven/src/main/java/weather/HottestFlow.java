package weather;

import dev.weir.flow.*;
import java.io.IOException;
import java.util.Comparator;

/** Where and when was it hottest? */
public class HottestFlow extends FlowSpec {
  Reading hottest;

  /** Finds it. */
  @Step
  Next start() throws IOException {
    hottest = Reading.all().stream().max(Comparator.comparing(Reading::celsius)).orElseThrow();
    return next(this::end);
  }

  /** Prints it. */
  @Step
  void end() {
    System.out.println(hottest.celsius() + " at " + hottest.station() + " on " + hottest.day());
  }
}
