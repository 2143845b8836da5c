package dev.weir.scheduler.run;

import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Project;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The packages that runs were started from. They never change, so the newest stay in memory. */
@ApplicationScoped
public class KnownPackages {
  private static final int IN_MEMORY = 200;

  private final PackageRepository packages;
  private final Map<Name, CodePackage> newest =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Name, CodePackage> eldest) {
              return size() > IN_MEMORY;
            }
          });

  KnownPackages(PackageRepository packages) {
    this.packages = packages;
  }

  private record Name(Project project, Digest digest) {}

  public Optional<CodePackage> find(Project project, Digest digest) {
    var name = new Name(project, digest);
    var known = newest.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    var stored = QuarkusTransaction.joiningExisting().call(() -> packages.find(project, digest));
    stored.ifPresent(code -> newest.put(name, code));
    return stored;
  }

  FlowGraph graph(RunEntity run) {
    return of(run).graph();
  }

  CodePackage of(RunEntity run) {
    return find(run.inProject(), run.packageDigest())
        .orElseThrow(() -> new IllegalStateException("the package of " + run.runId() + " is gone"));
  }
}
