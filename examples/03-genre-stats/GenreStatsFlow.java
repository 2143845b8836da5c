import dev.weir.flow.Catch;
import dev.weir.flow.Failure;
import dev.weir.flow.FlowSpec;
import dev.weir.flow.IncludeFile;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Retry;
import dev.weir.flow.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Quartiles of box-office gross for each genre in a movie catalogue.
 *
 * <p>A film of several genres counts in each. A film without a gross is left out, and so is a genre
 * none of whose films has one.
 */
public class GenreStatsFlow extends FlowSpec {
  private static final Set<String> NO_NUMBER = Set.of("", "na", "n/a", "nan", "null", "none");

  @IncludeFile(value = "movies.csv", help = "The path to a movie metadata file")
  String movieData;

  @Parameter(help = "At most how many genres, those with most films first; 0 for all")
  int maxGenres = 0;

  String genre;
  double[] quartiles;
  Failure computeFailed;
  Map<String, double[]> genreStats;

  /** The gross of each film of a genre. */
  record Genre(String name, double[] grosses) {}

  /** Reads the catalogue and sorts its films by genre. */
  @Step
  Next start() {
    var films = films(movieData);
    var genres = byGenre(films);
    System.out.println("films: " + films.size() + ", genres with a known gross: " + genres.size());
    if (genres.isEmpty()) {
      throw new IllegalArgumentException("no film in movieData has both a genre and a gross");
    }
    return foreach(largest(genres), this::computeStatistics);
  }

  /** Computes the quartiles of one genre; one that can't be computed stops no other. */
  @Step
  @Retry(times = 1)
  @Catch("computeFailed")
  Next computeStatistics() {
    var films = input(Genre.class);
    genre = films.name();
    quartiles = quartiles(films.grosses());
    System.out.printf(
        Locale.ROOT, "%s: median %,.0f, films: %d%n", genre, quartiles[1], films.grosses().length);
    return next(this::join);
  }

  /** Gathers the genres. */
  @Step
  Next join(Inputs<GenreStatsFlow> inputs) {
    genreStats = new TreeMap<>();
    for (var input : inputs) {
      if (input.computeFailed == null) {
        genreStats.put(input.genre, input.quartiles);
      } else {
        System.out.println("left out: " + input.genre + ", " + input.computeFailed.message());
      }
    }
    return next(this::end);
  }

  /** Prints the statistics as a table. */
  @Step
  void end() {
    var row = "%-24s %15s %15s %15s%n";
    System.out.printf(row, "genre", "first quartile", "median", "third quartile");
    genreStats.forEach(
        (name, q) -> System.out.printf(row, name, dollars(q[0]), dollars(q[1]), dollars(q[2])));
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, "%,.0f", amount);
  }

  /** The values a quarter, half and three quarters of the way up, between ranks in proportion. */
  static double[] quartiles(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return new double[] {quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)};
  }

  private static double quantile(double[] sorted, double share) {
    var rank = share * (sorted.length - 1);
    var below = (int) rank;
    var above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private List<Genre> largest(List<Genre> genres) {
    if (maxGenres <= 0) {
      return genres;
    }
    return genres.stream()
        .sorted(Comparator.comparingInt((Genre genre) -> -genre.grosses().length))
        .limit(maxGenres)
        .toList();
  }

  private static List<Genre> byGenre(List<Map<String, String>> films) {
    var grosses = new TreeMap<String, List<Double>>();
    for (var film : films) {
      var gross = film.get("gross").strip();
      if (NO_NUMBER.contains(gross.toLowerCase(Locale.ROOT))) {
        continue;
      }
      var genres = new LinkedHashSet<>(List.of(film.get("genres").split("\\|")));
      genres.removeIf(String::isBlank);
      for (var name : genres) {
        grosses.computeIfAbsent(name, key -> new ArrayList<>()).add(number(gross, film));
      }
    }
    return grosses.entrySet().stream()
        .map(entry -> new Genre(entry.getKey(), unbox(entry.getValue())))
        .toList();
  }

  private static double number(String gross, Map<String, String> film) {
    try {
      return new BigDecimal(gross).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the gross of " + film.get("movie_title") + " is no number: " + gross, e);
    }
  }

  private static double[] unbox(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The rows of a CSV file by the names in its first row; short rows are filled up. */
  private static List<Map<String, String>> films(String csv) {
    var rows = new Csv(csv).rows();
    var names = rows.isEmpty() ? List.<String>of() : rows.getFirst();
    if (!names.containsAll(List.of("movie_title", "genres", "gross"))) {
      throw new IllegalArgumentException(
          "movieData needs the columns movie_title, genres and gross; it has " + names);
    }
    var films = new ArrayList<Map<String, String>>();
    for (var row : rows.subList(1, rows.size())) {
      var film = new HashMap<String, String>();
      for (var i = 0; i < names.size(); i++) {
        film.put(names.get(i), i < row.size() ? row.get(i) : "");
      }
      films.add(film);
    }
    return films;
  }

  /**
   * Reads comma-separated values as RFC 4180 has them: a quoted field may hold commas, line breaks
   * and doubled quotes. Lines end in LF, CRLF or CR; empty ones and a byte order mark are skipped.
   */
  private static final class Csv {
    private final String text;
    private int at;
    private int line = 1;

    Csv(String text) {
      this.text = text;
      this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    List<List<String>> rows() {
      return Stream.generate(this::row)
          .takeWhile(row -> !row.isEmpty())
          .filter(row -> row.size() > 1 || !row.getFirst().isEmpty())
          .toList();
    }

    /** The next row; without fields at the end of the text. */
    private List<String> row() {
      var fields = new ArrayList<String>();
      if (at == text.length()) {
        return fields;
      }
      fields.add(field());
      while (skip(',')) {
        fields.add(field());
      }
      skipLineEnd();
      return fields;
    }

    private String field() {
      return skip('"') ? quoted() + plain() : plain();
    }

    private String plain() {
      var start = at;
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() {
      var opened = line;
      var field = new StringBuilder();
      while (at < text.length()) {
        var c = text.charAt(at++);
        if (c == '"' && !skip('"')) {
          return field.toString();
        }
        line += c == '\n' ? 1 : 0;
        field.append(c);
      }
      throw new IllegalArgumentException("the quote opened in line " + opened + " is never closed");
    }

    private boolean skip(char c) {
      var there = at < text.length() && text.charAt(at) == c;
      at += there ? 1 : 0;
      return there;
    }

    private void skipLineEnd() {
      var carriageReturn = skip('\r');
      if (skip('\n') || carriageReturn) {
        line++;
      }
    }
  }
}
