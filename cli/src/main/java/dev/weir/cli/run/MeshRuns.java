package dev.weir.cli.run;

import dev.weir.artifact.BlobStore;
import dev.weir.cli.console.RunConsole;
import dev.weir.client.Retry;
import dev.weir.history.Me;
import dev.weir.history.MeshAddress;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Runs flows on a mesh that is up. */
public final class MeshRuns {
  private static final String RUNTIME = "mesh";

  private final MeshAddress mesh;
  private final RunConsole console;
  private final Optional<RunEvents> events;
  private final Consumer<RunId> begun;

  /**
   * @param events are told besides, where somebody reads them
   * @param begun is told the id of a run that has begun
   */
  public MeshRuns(
      MeshAddress mesh, RunConsole console, Optional<RunEvents> events, Consumer<RunId> begun) {
    this.begun = begun;
    this.events = events;
    this.mesh = mesh;
    this.console = console;
  }

  /** Where a plan's blobs have to be. */
  public BlobStore store() {
    return mesh.store(Me.PROJECT);
  }

  /** Posts it and follows it to its end. */
  public Run run(RunPlan plan) {
    var maxWorkers = plan.maxWorkers();
    var request =
        new RunRequest(
            Me.PROJECT,
            plan.codePackage(),
            plan.parameters(),
            plan.tags(),
            plan.namespace().orElse(null),
            maxWorkers.isPresent() ? maxWorkers.getAsInt() : null,
            plan.provenance().orElse(null));
    var scheduler = mesh.schedulerClient();
    var key = UUID.randomUUID().toString(); // so that asking again never makes a second run
    try (var interruption = new Interruption()) {
      var run = new Retry().call(() -> scheduler.submit(request, key));
      begun.accept(run.id());
      events.ifPresent(told -> told.began(run, RUNTIME));
      var ended =
          new MeshRun(run.id(), scheduler, mesh.metadataClient(), console, interruption).follow();
      events.ifPresent(told -> told.ended(ended));
      return ended;
    }
  }
}
