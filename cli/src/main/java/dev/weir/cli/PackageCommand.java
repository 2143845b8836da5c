package dev.weir.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weir.artifact.BlobStore;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.compiler.Packager;
import dev.weir.history.Me;
import dev.weir.history.MeshAddress;
import dev.weir.history.Place;
import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "package",
    description = {
      "Compile, check and store a flow, and print the digest of its code package.",
      "That digest is what 'POST /v1/runs' on scheduler-svc takes as \"package\"."
    })
final class PackageCommand implements Callable<Integer> {
  @Mixin private StateOption state;

  @Mixin private DeployOptions deploy;

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "local",
      description = "Whose store: local (default) or mesh.")
  private Place place;

  @Option(names = "--json", description = "As JSON: {\"flow\", \"package\"}.")
  private boolean json;

  @Parameters(
      paramLabel = "FILE",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private Path file;

  private final Output output;

  PackageCommand(Output output) {
    this.output = output;
  }

  /** For {@code --json}. */
  record Packed(String flow, @JsonProperty("package") Digest codePackage) {}

  @Override
  public Integer call() throws IOException {
    var flow = deploy.compile(file);
    var digest = Packager.pack(flow, store());
    if (json) {
      output.json(new Packed(flow.graph().flow(), digest));
    } else {
      output.print(digest.toString());
    }
    return ExitCode.OK.code();
  }

  private BlobStore store() {
    return switch (place) {
      case local -> new LocalBlobStore(state.state().create().blobs());
      case mesh -> MeshAddress.require(state.state()).store(Me.PROJECT);
    };
  }
}
