package dev.weir.examples;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Computes the statistics another way: SQL over the file as DuckDB reads it. */
final class DuckDb {
  private static final String QUARTILES =
      """
      with films as (
        select row_number() over () as film, genres, cast(gross as double) as gross
        from read_csv(?, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
        where gross is not null
      ), film_genres as (
        select distinct film, unnest(string_split(genres, '|')) as genre, gross from films
      )
      select genre,
        quantile_cont(gross, 0.25), quantile_cont(gross, 0.5), quantile_cont(gross, 0.75)
      from film_genres where genre <> '' group by genre
      """;

  private DuckDb() {}

  static Map<String, double[]> quartiles(Path csv) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var query = connection.prepareStatement(QUARTILES)) {
      query.setString(1, csv.toString());
      var quartiles = new TreeMap<String, double[]>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          quartiles.put(
              rows.getString(1),
              new double[] {rows.getDouble(2), rows.getDouble(3), rows.getDouble(4)});
        }
      }
      return quartiles;
    }
  }
}
