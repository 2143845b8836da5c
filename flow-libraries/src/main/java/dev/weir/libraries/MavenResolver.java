package dev.weir.libraries;

import dev.weir.libraries.Lock.Jar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.ResolutionErrorPolicy;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.graph.selector.AndDependencySelector;
import org.eclipse.aether.util.graph.selector.ExclusionDependencySelector;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/** Maven's own resolution, with the user's settings. */
final class MavenResolver implements AutoCloseable {
  private static final Exclusion SDK = new Exclusion("dev.weir", "flow-sdk", "*", "*");

  private static final Map<String, Object> PATIENCE =
      Map.of(
          "aether.transport.http.connectTimeout", 10_000,
          "aether.transport.http.requestTimeout", 60_000);

  private final MavenSettings settings;
  private final RepositorySystem system = new RepositorySystemSupplier().get();
  private final RepositorySystemSession session;

  private MavenResolver(MavenSettings settings, boolean update) {
    this.settings = settings;
    this.session = session(settings, update);
  }

  /**
   * @param update whether to ask for newer snapshots and newer versions within ranges
   */
  static MavenResolver open(MavenHome home, boolean update) throws LibraryException {
    return new MavenResolver(MavenSettings.read(home), update);
  }

  private RepositorySystemSession session(MavenSettings settings, boolean update) {
    var session = MavenRepositorySystemUtils.newSession();
    session.setOffline(settings.offline());
    session.setMirrorSelector(settings.mirrors());
    session.setProxySelector(settings.proxies());
    session.setAuthenticationSelector(settings.credentials());
    session.setSystemProperties(System.getProperties());
    session.setConfigProperties(PATIENCE);
    session.setTransferListener(new RefuseDamaged());
    // What was missing a minute ago may have been published since.
    session.setResolutionErrorPolicy(
        new SimpleResolutionErrorPolicy(ResolutionErrorPolicy.CACHE_DISABLED));
    if (update) {
      session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
    }
    var local = new LocalRepository(settings.localRepository().toFile());
    session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, local));
    return session;
  }

  /** Every jar that is needed to run with those, conflicts settled as Maven settles them. */
  List<Jar> resolve(LibraryRequest request) throws LibraryException, IOException {
    var collect = new CollectRequest();
    for (var coordinates : request.coordinates()) {
      collect.addDependency(new Dependency(artifact(coordinates), JavaScopes.RUNTIME));
    }
    collect.setRepositories(repositories(request));
    return jars(resolve(collect, session, request.coordinates()));
  }

  /** Exactly those, and nothing that they need: the jars of a lock whose files went away. */
  List<Jar> fetch(List<String> coordinates, LibraryRequest request)
      throws LibraryException, IOException {
    return fetch(coordinates, repositories(request));
  }

  List<Jar> fetch(List<String> coordinates, List<RemoteRepository> repositories)
      throws LibraryException, IOException {
    var requests = new ArrayList<ArtifactRequest>();
    for (var each : coordinates) {
      requests.add(new ArtifactRequest(artifact(each), repositories, ""));
    }
    try {
      return jars(system.resolveArtifacts(session, requests));
    } catch (ArtifactResolutionException e) {
      throw ResolutionFault.of(e, coordinates, repositories, settings.offline());
    }
  }

  /** The Maven project in that folder. */
  ProjectReader project(Path folder) {
    var workspace = Workspace.around(folder);
    var around = new DefaultRepositorySystemSession(session);
    around.setWorkspaceReader(workspace);
    around.setDependencySelector(
        new AndDependencySelector(
            session.getDependencySelector(), new ExclusionDependencySelector(List.of(SDK))));
    var resolver = new PomResolver(system, around, settings.repositories(List.of()));
    return new ProjectReader(
        folder,
        workspace,
        new PomReader(settings, resolver),
        new ProjectDependencies(this, around));
  }

  /** Whether every flow has it anyway, in the version that runs it. */
  static boolean isProvidedByWeir(Artifact artifact) {
    return artifact.getGroupId().equals(SDK.getGroupId())
        && artifact.getArtifactId().equals(SDK.getArtifactId());
  }

  DependencyNode collect(CollectRequest request, RepositorySystemSession of, List<String> asked)
      throws LibraryException {
    try {
      return system.collectDependencies(of, request).getRoot();
    } catch (DependencyCollectionException e) {
      throw ResolutionFault.of(e, asked, request.getRepositories(), settings.offline());
    }
  }

  List<ArtifactResult> resolve(
      CollectRequest request, RepositorySystemSession of, List<String> asked)
      throws LibraryException {
    try {
      return system
          .resolveDependencies(of, new DependencyRequest(request, null))
          .getArtifactResults();
    } catch (DependencyResolutionException e) {
      throw ResolutionFault.of(e, asked, request.getRepositories(), settings.offline());
    }
  }

  private List<RemoteRepository> repositories(LibraryRequest request) {
    return remote(settings.repositories(request.repositories()));
  }

  /** As the user's settings want them to be asked. */
  List<RemoteRepository> remote(List<RemoteRepository> written) {
    return system.newResolutionRepositories(session, written);
  }

  private static List<Jar> jars(List<ArtifactResult> results) throws IOException {
    var jars = new LinkedHashMap<Path, Jar>();
    for (var result : results) {
      var artifact = result.getArtifact();
      var file = artifact.getFile().toPath();
      if (artifact.getExtension().equals("jar")) {
        jars.put(file, Jar.of(text(artifact), file));
      }
    }
    return List.copyOf(jars.values());
  }

  /** As an author writes them: without what is usual. */
  static String text(Artifact artifact) {
    var text =
        new StringBuilder(artifact.getGroupId()).append(':').append(artifact.getArtifactId());
    if (!artifact.getClassifier().isEmpty()) {
      text.append(':').append(artifact.getExtension()).append(':').append(artifact.getClassifier());
    }
    return text.append(':').append(artifact.getVersion()).toString();
  }

  private static Artifact artifact(String coordinates) throws LibraryException {
    try {
      return new DefaultArtifact(coordinates.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      throw new LibraryException(
          "\"" + coordinates + "\" are no Maven coordinates",
          "Write \"group:artifact:version\", as \"org.apache.commons:commons-csv:1.14.0\" or, for"
              + " a range, \"org.apache.commons:commons-csv:[1.10,2)\".");
    }
  }

  @Override
  public void close() {
    system.shutdown();
  }
}
