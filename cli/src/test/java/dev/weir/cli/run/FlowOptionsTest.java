package dev.weir.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.artifact.MemoryBlobStore;
import dev.weir.cli.UserError;
import dev.weir.protocol.Digest;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.ParameterSpec.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowOptionsTest {
  private static final List<String> OWN = List.of("--max-workers", "--tag");

  private final MemoryBlobStore store = new MemoryBlobStore();

  private static ParameterSpec value(String name, String type) {
    return new ParameterSpec(name, Kind.VALUE, type, null, false, null);
  }

  private Map<String, Object> read(ParameterSpec parameter, String... words) {
    return new FlowOptions(List.of(parameter), Map.of()).read(List.of(words), OWN, store);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--max-genres", "--max_genres", "--maxGenres"})
  void everySpellingSetsTheParameter(String option) {
    assertThat(read(value("maxGenres", "int"), option, "7")).containsEntry("maxGenres", 7L);
    assertThat(read(value("maxGenres", "int"), option + "=7")).containsEntry("maxGenres", 7L);
  }

  @ParameterizedTest
  @CsvSource({
    "int, seven, a whole number",
    "int, 3000000000, a whole number",
    "int, 1.5, a whole number",
    "double, much, a number",
    "double, NaN, a number",
    "boolean, maybe, true or false",
    "java.time.LocalDate, 20.11.2026, a date",
    "java.util.List<java.lang.String>, a, a JSON array"
  })
  void aWrongValueIsRefusedWithOptionTypeAndExample(String type, String text, String named) {
    assertThatThrownBy(() -> read(value("maxGenres", type), "--maxGenres", text))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(
            "--max-genres", "'" + text + "'", named, "An example: --max-genres ");
  }

  @Test
  void valuesHaveTheJsonOfTheirType() {
    assertThat(read(value("x", "boolean"), "--x", "yes")).containsEntry("x", true);
    assertThat(read(value("x", "double"), "--x", "-1e3")).containsEntry("x", -1000.0);
    assertThat(read(value("x", "java.lang.String"), "--x", "007")).containsEntry("x", "007");
    assertThat(read(value("x", "java.util.List<java.lang.Integer>"), "--x", "[1, 2]"))
        .containsEntry("x", List.of(1, 2));
    assertThat(read(value("x", "java.time.LocalDate"), "--x", "2026-11-20"))
        .containsEntry("x", "2026-11-20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.util.UUID | 123e4567-e89b-12d3-a456-426614174000",
        "java.net.URI | https://example.org/a",
        "java.nio.file.Path | data/in",
        "java.time.LocalTime | 23:21:46",
        "java.time.OffsetDateTime | 2026-11-20T23:21:46+01:00",
        "java.time.ZonedDateTime | 2026-11-20T23:21:46+01:00[Europe/Berlin]",
        "java.time.YearMonth | 2026-11",
        "java.time.Period | P3D",
        "java.time.ZoneId | Europe/Berlin",
      })
  void typesOfTheJdkAreReadAsTheirText(String type, String text) {
    assertThat(read(value("x", type), "--x", text)).containsEntry("x", text);
    if (!type.endsWith("Path")) {
      assertThatThrownBy(() -> read(value("x", type), "--x", " ? ?"))
          .hasMessageContaining("An example: --x ");
    }
  }

  @Test
  void aSeparatorMakesAListOfWords() {
    assertThat(read(separated("java.util.List<java.lang.Integer>"), "--x", "1, 2,3"))
        .containsEntry("x", List.of(1L, 2L, 3L));
    assertThat(read(separated("double[]"), "--x", "0.5")).containsEntry("x", List.of(0.5));
    assertThat(read(separated("java.util.Set<java.lang.String>"), "--x", ""))
        .containsEntry("x", List.of());
    assertThatThrownBy(() -> read(separated("int[]"), "--x", "1,b"))
        .hasMessageContainingAll("'1,b'", "whole number", "An example: --x 7,7");
  }

  @Test
  void anEnumsConstantsAreWhatThereIsToChooseFrom() {
    assertThat(read(chosen("F$Color", null), "--x", "green")).containsEntry("x", "GREEN");
    assertThat(read(chosen("java.util.List<F$Color>", ","), "--x", "RED,green"))
        .containsEntry("x", List.of("RED", "GREEN"));
    assertThatThrownBy(() -> read(chosen("F$Color", null), "--x", "blue"))
        .hasMessageContaining("'blue' is not one of RED, GREEN");
  }

  @Test
  void anEnvironmentVariableStandsInForAnOption() {
    // Given
    var options =
        new FlowOptions(
            List.of(new ParameterSpec("maxGenres", Kind.VALUE, "int", null, true, null)),
            Map.of("WEIR_RUN_MAX_GENRES", "7"));
    // Then
    assertThat(options.read(List.of(), OWN, store)).containsEntry("maxGenres", 7L);
    assertThat(options.read(List.of("--max-genres", "8"), OWN, store))
        .containsEntry("maxGenres", 8L);
  }

  @Test
  void anOptionalHoldsTheOneValue() {
    assertThat(read(value("x", "java.util.Optional<java.lang.Integer>"), "--x", "7"))
        .containsEntry("x", List.of(7L));
  }

  private static ParameterSpec separated(String type) {
    return new ParameterSpec("x", Kind.VALUE, type, null, false, null, ",", null, null, null, null);
  }

  private static ParameterSpec chosen(String type, String separator) {
    var constants = List.of("RED", "GREEN");
    return new ParameterSpec(
        "x", Kind.VALUE, type, null, false, constants, separator, null, null, null, null);
  }

  @Test
  void aMistypedOptionIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> read(value("maxGenres", "int"), "--max-genre", "7"))
        .hasMessage("no option --max-genre; did you mean --max-genres?");
    assertThatThrownBy(() -> read(value("maxGenres", "int"), "--max-worker", "7"))
        .hasMessage("no option --max-worker; did you mean --max-workers?");
  }

  @Test
  void anOptionWithoutValueOrGivenTwiceIsRefused() {
    assertThatThrownBy(() -> read(value("x", "int"), "--x")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> read(value("x", "int"), "--x", "1", "--x", "2"))
        .hasMessageContaining("given twice");
  }

  @Test
  void requiredParametersAreNamedAllAtOnce() {
    // Given
    var options =
        new FlowOptions(
            List.of(
                new ParameterSpec("alpha", Kind.VALUE, "double", null, true, null),
                new ParameterSpec("movieData", Kind.FILE, "java.lang.String", null, true, null)),
            Map.of());
    // Then
    assertThatThrownBy(() -> options.read(List.of(), OWN, store))
        .hasMessageContainingAll("--alpha (a number)", "--movie-data (file)");
  }

  @Test
  void aFilesContentGoesToTheStore(@TempDir Path folder) throws IOException {
    // Given
    var file = Files.writeString(folder.resolve("movies ü.csv"), "movie_title\nAmélie\n");
    var parameter =
        new ParameterSpec("movieData", Kind.FILE, "java.lang.String", null, false, null);
    // When
    var values = read(parameter, "--movie-data", file.toString());
    // Then
    var digest = Digest.of(Files.readAllBytes(file));
    assertThat(values).containsEntry("movieData", new IncludedFile(digest, file.toString()));
    assertThat(store.read(digest)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    var parameter = new ParameterSpec("movieData", Kind.FILE, "byte[]", null, false, null);
    assertThatThrownBy(() -> read(parameter, "--movie-data", "no/such.csv"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--movie-data: no such file: no/such.csv");
  }

  @Test
  void helpListsNameTypeDefaultAndPurpose() {
    // Given
    var file = new IncludedFile(Digest.of(new byte[0]), "movies.csv");
    var options =
        new FlowOptions(
            List.of(
                new ParameterSpec("maxGenres", Kind.VALUE, "int", "How many", true, null),
                new ParameterSpec("movieData", Kind.FILE, "byte[]", null, false, file)),
            Map.of());
    // Then
    assertThat(options.help())
        .contains("--max-genres VALUE", "required", "How many")
        .contains("--movie-data PATH", "default: movies.csv");
  }
}
