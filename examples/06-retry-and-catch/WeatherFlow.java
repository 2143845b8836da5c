import dev.weir.flow.Catch;
import dev.weir.flow.Failure;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Retry;
import dev.weir.flow.Step;
import dev.weir.flow.Timeout;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers temperatures from stations that can't be relied on. One answers at the third try only,
 * one crashes, one never answers; the others' figures arrive all the same.
 */
public class WeatherFlow extends FlowSpec {
  @Parameter(help = "The stations to ask")
  List<String> stations = List.of("harbour", "tower", "flaky", "crashing", "silent");

  String station;
  double temperature;
  Failure failed;
  Map<String, Double> temperatures;
  Map<String, String> missing;

  /** Asks all stations. */
  @Step
  Next start() {
    return foreach(stations, this::ask);
  }

  /** Asks one station: three times at most, two seconds each. */
  @Step
  @Retry(times = 2, delay = "5s")
  @Timeout(seconds = 2)
  @Catch(value = "failed", print = false)
  Next ask() throws Exception {
    station = input(String.class);
    switch (station) {
      case "flaky" -> {
        if (current().attempt() < 2) {
          throw new IOException("no answer from " + station);
        }
      }
      case "crashing" -> Runtime.getRuntime().halt(1);
      case "silent" -> Thread.sleep(60_000);
      default -> {}
    }
    temperature = station.length() * 2.5;
    return next(this::gather);
  }

  /** Tells the figures from the failures. */
  @Step
  Next gather(Inputs<WeatherFlow> inputs) {
    temperatures = new TreeMap<>();
    missing = new TreeMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      var input = inputs.get(i);
      if (input.failed == null) {
        temperatures.put(input.station, input.temperature);
      } else {
        missing.put(stations.get(i), input.failed.message());
      }
    }
    return next(this::end);
  }

  /** Prints what is known and what is not. */
  @Step
  void end() {
    temperatures.forEach((name, degrees) -> System.out.println(name + ": " + degrees));
    missing.forEach((name, why) -> System.out.println(name + " is missing: " + why));
  }
}
