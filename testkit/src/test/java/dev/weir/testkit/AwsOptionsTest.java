package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsOptionsTest {
  @Test
  void onlyTheDataDirectoryIsNeeded() {
    // When
    var options = AwsOptions.parse("--data-dir", "state");
    // Then
    assertThat(options.dataDirectory()).isEqualTo(Path.of("state"));
    assertThat(options.sqsPort()).isZero();
    assertThat(options.queues()).containsExactly("weir-tasks", "weir-task-events");
    assertThat(options.databases()).containsExactly("scheduler", "metadata", "artifacts");
    assertThat(options.bucket()).isEqualTo("weir-artifacts");
    assertThat(options.untilStdinCloses()).isFalse();
  }

  @Test
  void listsAreSplitAtCommas() {
    assertThat(AwsOptions.parse("--data-dir", "d", "--queues", "a,b").queues())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--s3-port 1| --data-dir is missing",
        "--data-dir| --data-dir needs a value",
        "--data-dir d --sqs-port 65536| not 65536",
        "--data-dir d --sqs-port x| not x",
        "--data-dir d --frist 1| unknown option --frist",
      })
  void wrongOptionIsNamed(String words, String message) {
    assertThatThrownBy(() -> AwsOptions.parse(words.strip().split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
