package dev.weir.runtime;

import dev.weir.artifact.JsonBlobs;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.runtime.wire.Frames;
import dev.weir.runtime.wire.StoreLocation;
import dev.weir.runtime.wire.ToTask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Does once what every task does, so that the JVM, when it ends, can write down the classes that
 * this takes.
 */
final class Training {
  private static final Project PROJECT = new Project("training");
  private static final Principal NOBODY = new Principal("training");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Path directory;

  Training(Path directory) {
    this.directory = directory;
  }

  void run() throws Exception {
    var store = new LocalBlobStore(directory);
    var pack =
        new CodePackage(
            new FlowGraph("TrainingFlow", null, List.of(step("start", "end"), step("end", null))),
            TrainingFlow.class.getName(),
            List.of(),
            store.put(jar()),
            "training");
    var task = task(JsonBlobs.put(pack, store));
    var frame =
        Frames.encode(
            new ToTask.RunTask("token", task, new StoreLocation.Local(directory), directory));
    Frames.read(new ByteArrayInputStream(frame), ToTask.class);
    WeirEnvironment.of(task, "TrainingFlow").set();
    var code = new LoadedCode().load(task, store, directory);
    Frames.encode(new TaskRun(task, store, code, _ -> {}).run());
    reach(task.codePackage());
  }

  /** Nobody is there; but the classes that ask are loaded. The store itself would ask again. */
  private static void reach(Digest digest) {
    var http = new ServiceHttp(NOWHERE, NOBODY);
    try {
      new Stores().at(new StoreLocation.Remote(NOWHERE, PROJECT, NOBODY));
      http.getBytes("/v1/projects/training/blobs/" + ServiceHttp.encode(digest)).close();
    } catch (ServiceException | IOException e) {
      new StackTraces().render(e);
    }
  }

  private static TaskAssignment task(Digest codePackage) {
    return new TaskAssignment(
        new RunId("w1"),
        new TaskId("t1"),
        0,
        PROJECT,
        "training",
        codePackage,
        new TaskKey("start", List.of()),
        List.of(),
        null,
        Map.of(),
        List.of(),
        null);
  }

  private static StepNode step(String name, @Nullable String next) {
    return new StepNode(
        name,
        next == null ? Kind.END : Kind.LINEAR,
        next == null ? List.of() : List.of(next),
        false,
        null,
        null,
        null,
        List.of(),
        1,
        null);
  }

  private static byte[] jar() throws IOException {
    var name = TrainingFlow.class.getName().replace('.', '/') + ".class";
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes);
        var code = Training.class.getClassLoader().getResourceAsStream(name)) {
      if (code == null) {
        throw new IOException("no " + name);
      }
      jar.putNextEntry(new JarEntry(name));
      code.transferTo(jar);
    }
    return bytes.toByteArray();
  }
}
