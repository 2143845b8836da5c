package weather;

import dev.weir.flow.*;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How warm was it, station by station? */
public class MeansFlow extends FlowSpec {
  List<Reading> readings;
  String station;
  double mean;
  Map<String, Double> means;

  /** Reads them all. */
  @Step
  Next start() throws IOException {
    readings = Reading.all();
    return foreach(readings.stream().map(Reading::station).distinct(), this::measure);
  }

  /** The mean of one station. */
  @Step
  Next measure() {
    station = input(String.class);
    mean =
        readings.stream()
            .filter(reading -> reading.station().equals(station))
            .mapToDouble(Reading::celsius)
            .average()
            .orElseThrow();
    return next(this::join);
  }

  /** All of them, by name. */
  @Step
  Next join(Inputs<MeansFlow> inputs) {
    means = new TreeMap<>();
    inputs.forEach(input -> means.put(input.station, input.mean));
    return next(this::end);
  }

  /** Prints them. */
  @Step
  void end() {
    means.forEach((name, celsius) -> System.out.println(name + ": " + celsius));
  }
}
