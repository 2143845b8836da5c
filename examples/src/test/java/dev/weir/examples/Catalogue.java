package dev.weir.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes movie catalogues with everything that real ones have. */
final class Catalogue {
  private static final List<String> GENRES =
      List.of(
          "Drama",
          "Comedy",
          "Sci-Fi",
          "Film-Noir",
          "Film, Kurz",
          "Thriller/Suspense",
          "Фантастика",
          "時代劇",
          "Comédie",
          "\"Cult\"");
  private static final List<String> TITLES =
      List.of(
          "Amélie",
          "千と千尋の神隠し",
          "Good, Bad, Ugly",
          "He said \"go\"",
          "Two\nlines",
          "Two\r\nlines",
          "Сталкер",
          "🎬",
          "",
          "plain");

  private Catalogue() {}

  static String of(int films, long seed) {
    var random = new Random(seed);
    return Stream.concat(
            Stream.of("movie_title,title_year,genres,gross"),
            Stream.generate(() -> film(random)).limit(films))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String film(Random random) {
    var title = TITLES.get(random.nextInt(TITLES.size())) + " " + random.nextInt(1000);
    var year = random.nextInt(10) == 0 ? "" : "" + (1920 + random.nextInt(100));
    var genres = new ArrayList<>(GENRES);
    Collections.shuffle(genres, random);
    var of = String.join("|", genres.subList(0, random.nextInt(5)));
    return Stream.of(title, year, of, gross(random))
        .map(Catalogue::quoted)
        .collect(Collectors.joining(","));
  }

  private static String gross(Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> "";
      case 2 -> random.nextInt(100_000) + ".5";
      case 3 -> "0";
      default -> "" + random.nextLong(2_000_000_000_000L);
    };
  }

  private static String quoted(String value) {
    return value.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)
        ? '"' + value.replace("\"", "\"\"") + '"'
        : value;
  }
}
