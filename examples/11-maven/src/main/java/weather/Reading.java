package weather;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** What one station measured on one day. */
record Reading(String station, LocalDate day, double celsius) {

  /** Those in the project's resources. */
  static List<Reading> all() throws IOException {
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var file = Reading.class.getResourceAsStream("readings.csv");
        var rows = format.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return rows.stream()
          .map(
              row ->
                  new Reading(
                      row.get("station"),
                      LocalDate.parse(row.get("day")),
                      Double.parseDouble(row.get("celsius"))))
          .toList();
    }
  }
}
