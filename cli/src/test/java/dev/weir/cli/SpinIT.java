package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import dev.weir.client.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir spin} as a user sees it. */
class SpinIT {
  private static final String FLOW =
      """
      import dev.weir.flow.*;
      import java.util.*;

      public class TimesFlow extends FlowSpec {
        @Parameter int factor = 2;
        int item;
        int times;
        @Step Next start() { return foreach(List.of(5, 6), this::body); }
        @Step Next body() {
          item = input(Integer.class);
          times = factor * item;
          if (times == 36) throw new IllegalStateException("no 36");
          return next(this::join);
        }
        @Step Next join(Inputs<TimesFlow> inputs) {
          for (TimesFlow input : inputs) times += input.times;
          return next(this::end);
        }
        @Step void end() {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void aStepRunsOnPastInputsWithThePresentSource() throws Exception {
    // Given
    var weir = new PackagedWeir(folder);
    var source = Files.writeString(folder.resolve("TimesFlow.java"), FLOW);
    assertThat(weir.run("run", "TimesFlow.java", "--factor", "3").exitCode()).isZero();
    var before = runs(weir);
    var id = before.at("/0/run/id").textValue();
    var dumped = weir.run("dump", id + "/body").out();
    Files.writeString(
        source, FLOW.replace("factor * item;", "factor * item * 2; System.out.println(\"new\");"));
    // When
    var spun = weir.run("spin", "TimesFlow.java", id + "/body", "--json");
    var text = weir.run("spin", "TimesFlow.java", id + "/join/4");
    var failed = weir.run("spin", "TimesFlow.java", id + "/body/3");
    // Then
    assertThat(spun.exitCode()).as(spun.err()).isZero();
    var json = Json.mapper().readTree(spun.out());
    assertThat(json.at("/artifacts/times/value").intValue()).isEqualTo(3 * 5 * 2);
    assertThat(json.at("/artifacts/factor").isMissingNode()).isTrue();
    assertThat(json.at("/logs/0/text").textValue()).isEqualTo("new");
    assertThat(text.out()).contains("times [size: 2 type: int] = 33");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("IllegalStateException: no 36");
    assertThat(runs(weir)).isEqualTo(before);
    assertThat(weir.run("dump", id + "/body").out()).isEqualTo(dumped);
  }

  @Test
  void aDebuggerMayStopTheStep() throws Exception {
    // Given
    var weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("TimesFlow.java"), FLOW);
    weir.run("run", "TimesFlow.java");
    var id = runs(weir).at("/0/run/id").textValue();
    int port = freePort();
    // When
    var spun = weir.start("spin", "--debug=" + port, "TimesFlow.java", id + "/body");
    var debugged =
        await().atMost(Duration.ofSeconds(60)).until(() -> attach(port), vm -> vm != null);
    boolean suspended = debugged.allThreads().stream().anyMatch(thread -> thread.isSuspended());
    debugged.dispose();
    // Then
    assertThat(suspended).isTrue();
    var ended = spun.await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("waits for a debugger at localhost:" + port);
    assertThat(ended.out()).contains("times [size: 2 type: int] = 10");
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    // Given
    var weir = new PackagedWeir(folder);
    Files.writeString(folder.resolve("TimesFlow.java"), FLOW);
    // When
    var spun = weir.run("spin", "TimesFlow.java", "1/body");
    // Then
    assertThat(spun.exitCode()).isEqualTo(2);
    assertThat(spun.err()).contains("no run 1");
  }

  private static VirtualMachine attach(int port) throws Exception {
    var connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.transport().name().equals("dt_socket"))
            .map(AttachingConnector.class::cast)
            .findFirst()
            .orElseThrow();
    var arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    try {
      return connector.attach(arguments);
    } catch (IOException e) {
      return null;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static JsonNode runs(PackagedWeir weir) throws Exception {
    return Json.mapper().readTree(weir.run("runs", "--json").out());
  }
}
