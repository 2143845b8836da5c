package dev.weir.libraries;

import dev.weir.libraries.Lock.Jar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.maven.model.Model;
import org.apache.maven.repository.internal.ArtifactDescriptorReaderDelegate;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;

/** What the poms of a project say it needs, and where that comes from. */
final class ProjectDependencies {
  private final MavenResolver resolver;
  private final RepositorySystemSession session;

  ProjectDependencies(MavenResolver resolver, RepositorySystemSession session) {
    this.resolver = resolver;
    this.session = session;
  }

  /** An artifact of the class path, and what it is there for. */
  record Found(Artifact artifact, String scope) {}

  /** Its own dependencies but those of its tests. */
  List<Dependency> of(Model model) {
    return described(model).getDependencies().stream()
        .filter(each -> !each.getScope().equals(JavaScopes.TEST))
        .filter(each -> !MavenResolver.isProvidedByWeir(each.getArtifact()))
        .toList();
  }

  /** Everything that it needs, not looked for yet. */
  List<Artifact> collect(List<Dependency> roots, Model model) throws LibraryException {
    var nodes = new PreorderNodeListGenerator();
    resolver.collect(request(roots, model), session, asked(model)).accept(nodes);
    return nodes.getNodes().stream()
        .map(DependencyNode::getArtifact)
        .filter(Objects::nonNull) // of the root
        .toList();
  }

  List<Found> resolve(List<Dependency> roots, Model model) throws LibraryException {
    var found = new ArrayList<Found>();
    for (var result : resolver.resolve(request(roots, model), session, asked(model))) {
      var dependency = result.getRequest().getDependencyNode().getDependency();
      found.add(new Found(result.getArtifact(), dependency.getScope()));
    }
    return found;
  }

  List<Jar> fetch(List<String> coordinates, Model model) throws LibraryException, IOException {
    return resolver.fetch(coordinates, resolver.remote(described(model).getRepositories()));
  }

  private static List<String> asked(Model model) {
    return List.of("of " + model.getPomFile());
  }

  private CollectRequest request(List<Dependency> roots, Model model) {
    var described = described(model);
    var request = new CollectRequest();
    request.setDependencies(roots);
    request.setManagedDependencies(described.getManagedDependencies());
    request.setRepositories(resolver.remote(described.getRepositories()));
    return request;
  }

  private ArtifactDescriptorResult described(Model model) {
    var result = new ArtifactDescriptorResult(new ArtifactDescriptorRequest());
    new ArtifactDescriptorReaderDelegate().populateResult(session, result, model);
    return result;
  }
}
