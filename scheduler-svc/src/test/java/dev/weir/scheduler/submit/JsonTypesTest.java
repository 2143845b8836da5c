package dev.weir.scheduler.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.client.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int | 5",
        "int | -2147483648",
        "java.lang.Long | 9223372036854775807",
        "java.math.BigInteger | 99999999999999999999999",
        "double | 5",
        "double | 0.5",
        "java.lang.Double | \"NaN\"",
        "java.lang.Integer | null",
        "boolean | true",
        "char | \"x\"",
        "java.lang.String | \"\"",
        "byte[] | \"AAEC\"",
        "double[] | [1, 2.5]",
        "int[][] | [[1], []]",
        "java.util.List<java.lang.String> | [\"a\", null]",
        "java.util.Map<java.lang.String, java.lang.Integer> | {\"a\": 1}",
        "java.time.Duration | \"PT5S\"",
        "example.Settings | {\"depth\": 3}",
      })
  void whatATypeCanBeIsAccepted(String type, String json) {
    assertThat(JsonTypes.fault(type, value(json))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int | 2147483648 | whole number that fits int",
        "int | 5.5 | whole number",
        "int | \"5\" | whole number",
        "int | null | not null",
        "byte | 128 | whole number that fits byte",
        "long | 9223372036854775808 | whole number",
        "double | \"0.5\" | a number",
        "boolean | \"true\" | true or false",
        "java.lang.String | 5 | a text",
        "char | \"xy\" | one character",
        "java.util.List<java.lang.Integer> | [1, \"2\"] | at [1] a whole number",
        "int[] | 5 | a list",
        "java.util.Map<java.lang.String, java.lang.String> | [] | an object",
      })
  void whatATypeCannotBeIsNamed(String type, String json, String expected) {
    assertThat(JsonTypes.fault(type, value(json)).orElseThrow()).contains(expected);
  }

  private static Object value(String json) {
    return Json.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), Object.class);
  }
}
