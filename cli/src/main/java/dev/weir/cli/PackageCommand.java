package dev.weir.cli;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.LocalBlobStore;
import dev.weir.cli.mesh.MeshAddress;
import dev.weir.compiler.Packager;
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

  @Parameters(
      paramLabel = "FILE",
      description = "A .java file, a folder of them, a Maven project, or a jar.")
  private Path file;

  private final Output output;

  PackageCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    output.print(Packager.pack(deploy.compile(file), store()).toString());
    return ExitCode.OK.code();
  }

  private BlobStore store() {
    return switch (place) {
      case local -> new LocalBlobStore(state.state().create().blobs());
      case mesh -> MeshAddress.require(state.state()).store(Me.PROJECT);
    };
  }
}
