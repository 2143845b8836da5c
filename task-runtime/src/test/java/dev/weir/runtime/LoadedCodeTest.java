package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.artifact.MemoryBlobStore;
import dev.weir.flow.FlowSpec;
import dev.weir.runtime.packaging.Graph;
import dev.weir.runtime.packaging.Packages;
import dev.weir.runtime.packaging.Tasks;
import flows.CountingFlow;
import flows.PlainFlow;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedCodeTest {
  @TempDir private Path cache;

  private final MemoryBlobStore store = new MemoryBlobStore();
  private final LoadedCode loaded = new LoadedCode();

  @Test
  void tasksShareClassesThatKeepNothing() throws IOException {
    assertThat(flowOfATask(PlainFlow.class)).isSameAs(flowOfATask(PlainFlow.class));
  }

  @Test
  void classesThatMayKeepSomethingAreLoadedAfresh() throws IOException {
    assertThat(flowOfATask(CountingFlow.class)).isNotSameAs(flowOfATask(CountingFlow.class));
  }

  @Test
  void otherCodeTakesThePlaceOfWhatIsKept() throws IOException {
    // Given
    var first = flowOfATask(PlainFlow.class);
    // When
    flowOfATask(CountingFlow.class);
    // Then
    assertThat(flowOfATask(PlainFlow.class)).isNotSameAs(first);
  }

  private Class<?> flowOfATask(Class<? extends FlowSpec> flow) throws IOException {
    var task = Tasks.of(Packages.put(flow, Graph.startAndEnd(), store)).start();
    var code = loaded.load(task, store, cache);
    try {
      return code.flow();
    } finally {
      loaded.done(code);
    }
  }
}
