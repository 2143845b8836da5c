package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir store} as a user sees it, on runs that have every kind of thing. */
class StoreIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.nio.file.*;
      import java.util.*;
      import java.util.stream.*;

      public class KindsFlow extends FlowSpec {
        @IncludeFile Path data;
        @Parameter int seed = 1;
        List<String> list;
        double[] large;
        Path model;
        String outer;
        String inner;
        int sum;

        @Step Next start() throws Exception {
          var random = new Random(seed);
          large = random.doubles(400_000).toArray();
          list = IntStream.range(0, 3000).mapToObj(i -> "line " + seed + " " + i).toList();
          model = Files.writeString(Path.of("model-" + seed), "w".repeat(9000) + seed);
          return foreach(List.of("a" + "x".repeat(5000) + seed, "b"), this::middle);
        }
        @Step Next middle() {
          outer = input(String.class);
          return foreach(List.of("c" + "y".repeat(5000) + seed, "d"), this::leaf);
        }
        @Step Next leaf() {
          inner = input(String.class);
          sum = outer.length() + inner.length();
          return next(this::join);
        }
        @Step Next join(Inputs<KindsFlow> inputs) {
          mergeArtifacts(inputs, Merge.exclude("outer", "inner", "sum"));
          for (KindsFlow input : inputs) sum += input.sum;
          return next(this::joinAll);
        }
        @Step Next joinAll(Inputs<KindsFlow> inputs) throws Exception {
          mergeArtifacts(inputs, Merge.exclude("outer", "inner", "sum"));
          for (KindsFlow input : inputs) sum += input.sum;
          return next(this::end);
        }
        @Step void end() throws Exception {
          System.out.println(sum + " " + Files.size(data) + " " + Files.size(model));
          System.out.println(large[399_999] + " " + list.getLast());
        }
      }
      """;

  @TempDir private Path folder;
  private PackagedWeir weir;
  private String first;
  private String second;

  @BeforeEach
  void twoRunsOfOneFlow() throws Exception {
    weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("KindsFlow.java"), FLOW);
    Files.writeString(folder.resolve("in.csv"), "a,b\n".repeat(3000));
    first = run("1");
    second = run("2");
  }

  private String run(String seed) throws Exception {
    var ran =
        weir.run(
            "run", "KindsFlow.java", "--data", "in.csv", "--seed", seed, "--run-id-file", "id");
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    return Files.readString(folder.resolve("id")).strip();
  }

  private JsonNode json(String... command) throws Exception {
    var ended = weir.run(command);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return Json.mapper().readTree(ended.out());
  }

  private String dumpedWhole(String run) throws Exception {
    var all = new StringBuilder();
    for (var step : List.of("start", "middle", "leaf", "join", "joinAll", "end")) {
      var dumped = weir.run("dump", run + "/" + step, "--max-value-size", "0");
      assertThat(dumped.exitCode()).as(dumped.err()).isZero();
      all.append(dumped.out());
    }
    return all.toString();
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(folder.resolve(".weir/blobs"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("trash"))
          .sorted(Comparator.comparingLong(StoreIT::size).reversed())
          .toList();
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  @Test
  void whatOnlyADroppedRunHasGoesAndAllElseStays() throws Exception {
    // Given
    var before = dumpedWhole(second);
    // When
    var preview = json("store", "gc", "--keep-last", "1", "--grace", "0s", "--json");
    var untouched = files();
    var gc = json("store", "gc", "--keep-last", "1", "--grace", "0s", "--delete", "--json");
    var again = json("store", "gc", "--keep-last", "1", "--grace", "0s", "--delete", "--json");
    // Then
    assertThat(preview.at("/preview").booleanValue()).isTrue();
    assertThat(preview.at("/dropped/0/run").textValue()).isEqualTo(first);
    assertThat(preview.at("/dropped/0/bytes").longValue()).isGreaterThan(3_000_000);
    assertThat(preview.at("/pass/condemned/bytes").longValue()).isGreaterThan(2_500_000);
    assertThat(untouched.size()).isGreaterThan(files().size());
    assertThat(gc.at("/pass/deleted")).isEqualTo(preview.at("/pass/condemned"));
    assertThat(again.at("/dropped")).isEmpty();
    assertThat(again.at("/pass/deleted/files").intValue()).isZero();
    assertThat(dumpedWhole(second)).isEqualTo(before);
    assertThat(weir.run("store", "verify").exitCode()).isZero();
    // And
    var gone = weir.run("dump", first + "/end", "--include", "large");
    assertThat(gone.exitCode()).isEqualTo(2);
    assertThat(gone.err()).contains("run " + first + " was collected", "among the newest 1 of its");
    var refused = weir.run("resume", "KindsFlow.java", "--origin-run-id", first);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("run " + first + " was collected");
    // And
    var resumed = weir.run("resume", "joinAll", "KindsFlow.java", "--origin-run-id", second);
    assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    var spun = weir.run("spin", "KindsFlow.java", second + "/leaf");
    assertThat(spun.exitCode()).as(spun.out() + spun.err()).isZero();
    var pulled = weir.run("code", "pull", second, "back");
    assertThat(pulled.exitCode()).as(pulled.err()).isZero();
    assertThat(folder.resolve("back/KindsFlow.java")).hasContent(FLOW);
  }

  @Test
  void withAGracePeriodNothingIsDeletedAtOnceAndATagKeepsARun() throws Exception {
    // Given
    weir.run("tag", "add", first, "keep");
    var tagged = json("store", "gc", "--keep-last", "1", "--json");
    var untagged =
        json("store", "gc", "--keep-last", "1", "--keep-tag", "gold", "--delete", "--json");
    // When
    var dumped = weir.run("dump", first + "/end", "--include", "large");
    // Then
    assertThat(tagged.at("/dropped")).isEmpty();
    assertThat(untagged.at("/dropped/0/run").textValue()).isEqualTo(first);
    assertThat(untagged.at("/pass/deleted/files").intValue()).isZero();
    assertThat(untagged.at("/pass/spared/files").intValue()).isPositive();
    assertThat(dumped.exitCode()).as(dumped.err()).isZero();
  }

  @Test
  void statsAndDuTellWhatIsSharedAndWhatIsNot() throws Exception {
    // Given
    // When
    var stats = json("store", "stats", "--json");
    var flows = json("store", "du", "--json");
    var runs = json("store", "du", "KindsFlow", "--json");
    var artifacts = json("store", "du", second, "--json");
    var unknown = weir.run("store", "du", "NoFlow");
    // Then
    assertThat(stats.at("/runs").intValue()).isEqualTo(2);
    assertThat(stats.at("/referred").longValue()).isGreaterThan(stats.at("/distinct").longValue());
    assertThat(stats.at("/unused").longValue()).isZero();
    assertThat(flows.at("/0/alone").longValue()).isEqualTo(stats.at("/used").longValue());
    assertThat(runs).hasSize(2);
    assertThat(runs.at("/0/alone").longValue()).isGreaterThan(2_500_000);
    assertThat(runs.at("/0/shared").longValue()).isPositive();
    var names = new ArrayList<String>();
    artifacts.forEach(line -> names.add(line.at("/name").textValue()));
    assertThat(names).contains("code", "parameter data", "start: large", "start: model");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("no flow or run NoFlow");
  }

  @Test
  void verifyNamesWhatIsDamagedAndWhoseItIs() throws Exception {
    // Given
    var sound = weir.run("store", "verify");
    var largest = files().getFirst();
    var bytes = Files.readAllBytes(largest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(largest, bytes);
    // When
    var found = weir.run("store", "verify");
    var told = weir.run("store", "verify", "--json");
    // Then
    assertThat(sound.exitCode()).as(sound.out() + sound.err()).isZero();
    assertThat(sound.out()).contains("Everything is sound.");
    assertThat(found.exitCode()).isOne();
    assertThat(found.out())
        .contains(
            "damaged chunk", largest.getFileName().toString(), "artifact large", "weir resume");
    assertThat(told.exitCode()).isOne();
    var json = Json.mapper().readTree(told.out());
    assertThat(json.at("/bad")).hasSize(1);
    assertThat(json.at("/harmed/0/use/part").textValue()).isEqualTo("ARTIFACT");
  }
}
