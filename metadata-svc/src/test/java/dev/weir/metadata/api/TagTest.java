package dev.weir.metadata.api;

import static dev.weir.metadata.Records.aRun;
import static dev.weir.metadata.Records.ended;
import static dev.weir.metadata.Records.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.weir.metadata.MetadataTest;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunState;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TagChange;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TagTest extends MetadataTest {

  @Test
  void usersTagsChangeAndTheRestStays() {
    // Given
    var run = metadata("ada").store(aRun());
    // When
    var tagged =
        metadata("bob").tag(run.id(), new TagChange(List.of("good", "ü 🎬"), List.of("nightly")));
    // Then
    assertThat(tagged.tags()).containsExactly("good", "ü 🎬");
    assertThat(tagged)
        .usingRecursiveComparison()
        .ignoringFields("tags")
        .isEqualTo(metadata().run(run.id()))
        .isEqualTo(run);
    assertThat(metadata().run(run.id())).isEqualTo(tagged);
  }

  @Test
  void aRunThatIsStoredAgainKeepsItsTags() {
    // Given
    var run = metadata().store(aRun());
    metadata().tag(run.id(), new TagChange(List.of("good"), null));
    // When
    var over = metadata().store(ended(run, RunState.SUCCEEDED));
    // Then
    assertThat(over.tags()).containsExactly("nightly", "good");
  }

  @Test
  void ofManyChangesAtOnceNoneIsLost() throws Exception {
    // Given
    var run = metadata().store(tagged(aRun(), tags("old", 10))).id();
    var changes = new ArrayList<TagChange>();
    Stream.of(tags("old", 10)).forEach(tag -> changes.add(new TagChange(null, List.of(tag))));
    Stream.of(tags("new", 30)).forEach(tag -> changes.add(new TagChange(List.of(tag), null)));
    Collections.shuffle(changes);
    // When
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var change : changes) {
        threads.submit(() -> metadata().tag(run, change));
      }
    }
    // Then
    assertThat(metadata().run(run).tags()).containsExactlyInAnyOrder(tags("new", 30));
  }

  @Test
  void systemTagsStayAndTooManyAreRefused() {
    // Given
    var run = metadata().store(aRun()).id();
    // Then
    assertThatThrownBy(() -> metadata().tag(run, new TagChange(null, List.of("user:ada"))))
        .isInstanceOf(ServiceException.class)
        .hasMessage("run " + run + ": 'user:ada' is a system tag, which can't be removed");
    var fifty = new TagChange(List.of(tags("t", 50)), null);
    assertThatThrownBy(() -> metadata().tag(run, fifty)).hasMessageContaining("at most 50");
    assertThat(metadata().run(run).tags()).containsExactly("nightly");
  }

  @Test
  void aMalformedChangeIsRefusedByItsFault() {
    // Given
    var run = metadata().store(aRun()).id();
    // Then
    refused(run, "{\"add\": [\"\"]}", "1 to 500");
    refused(run, "{\"adds\": [\"a\"]}", "adds");
    refused(run, "{\"add\": [null]}", "null");
    refused(run, "{\"remove\": [null]}", "null");
    request()
        .body("{}")
        .patch("/v1/runs/w0/tags")
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:problem:run-not-found"));
  }

  private static String[] tags(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private static void refused(RunId run, String body, String word) {
    request()
        .body(body)
        .patch("/v1/runs/" + run + "/tags")
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:problem:malformed-request"))
        .body("detail", containsString(word));
  }
}
