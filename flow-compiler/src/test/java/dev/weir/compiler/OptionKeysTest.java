package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static dev.weir.compiler.Flows.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Size.SMALL | Size.SMALL | F.Size.SMALL
          1          | 1          | 1
          70000L     | 70000L     | long 70000
          'x'        | 'x'        | 'x'
          true       | true       | true
          "a"        | A          | "a"
          Size.BIG   | (Size.BIG) | F.Size.BIG
          """,
      quoteCharacter = '`')
  void twoOptionsWithOneKeyAreRefused(String first, String second, String key) {
    assertThat(problems(choosing(first, second)))
        .containsExactly("7: step start has two options with the key " + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Size.SMALL | Size.BIG
          1          | 1L
          1          | '\\u0001'
          "a"        | 'a'
          key()      | key()
          A.isEmpty() ? 1 : 2 | A.isEmpty() ? 3 : 2
          """,
      quoteCharacter = '`')
  void othersAreNot(String first, String second) {
    assertThat(problems(choosing(first, second))).isEmpty();
  }

  @Test
  void eachChoiceIsLookedAtByItself() {
    assertThat(
            problems(
                flow(
                    """
                    @Step Next start() {
                      if (index() == 1) { return choose(2, option(1, this::a), option(2, this::b)); }
                      return choose(1, option(1, this::a), option(2, this::b));
                    }
                    @Step Next a() { return next(this::end); }
                    @Step Next b() { return next(this::end); }
                    @Step void end() {}
                    int index() { return 1; }
                    """)))
        .noneMatch(problem -> problem.contains("key"));
  }

  private static String choosing(String first, String second) {
    return flow(
        """
        enum Size { SMALL, BIG }
        static final String A = "a";
        Size size = Size.SMALL;
        @Step Next start() {
          return choose(size,
              option(%s, this::a),
              option(%s, this::b));
        }
        @Step Next a() { return next(this::c); }
        @Step Next b() { return next(this::c); }
        @Step Next c() { return next(this::end); }
        @Step void end() {}
        static Object key() { return 1; }
        """
            .formatted(first, second));
  }
}
