package dev.weir.libraries;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;

/** Finds the parents and the imported poms of a project that are not beside it. */
final class PomResolver implements ModelResolver {
  private static final String CONTEXT = "project";

  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;

  /**
   * @param repositories to look in beside those that the poms name, as written
   */
  PomResolver(
      RepositorySystem system,
      RepositorySystemSession session,
      List<RemoteRepository> repositories) {
    this.system = system;
    this.session = session;
    this.repositories = new ArrayList<>(repositories);
  }

  @Override
  public FileModelSource resolveModel(String group, String artifact, String version)
      throws UnresolvableModelException {
    var pom = new DefaultArtifact(group, artifact, "", "pom", version);
    try {
      var found = system.resolveArtifact(session, new ArtifactRequest(pom, remote(), CONTEXT));
      return new FileModelSource(found.getArtifact().getFile());
    } catch (ArtifactResolutionException e) {
      throw new UnresolvableModelException(e.getMessage(), group, artifact, version, e);
    }
  }

  @Override
  public FileModelSource resolveModel(Parent parent) throws UnresolvableModelException {
    parent.setVersion(newest(parent.getGroupId(), parent.getArtifactId(), parent.getVersion()));
    return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
  }

  @Override
  public FileModelSource resolveModel(Dependency bom) throws UnresolvableModelException {
    bom.setVersion(newest(bom.getGroupId(), bom.getArtifactId(), bom.getVersion()));
    return resolveModel(bom.getGroupId(), bom.getArtifactId(), bom.getVersion());
  }

  /** Of a range, the newest that there is. */
  private String newest(String group, String artifact, String version)
      throws UnresolvableModelException {
    var range = new DefaultArtifact(group, artifact, "", "pom", version);
    try {
      var found =
          system.resolveVersionRange(session, new VersionRangeRequest(range, remote(), CONTEXT));
      if (found.getHighestVersion() == null) {
        throw new UnresolvableModelException(
            "no version of it is within " + version, group, artifact, version);
      }
      return found.getHighestVersion().toString();
    } catch (VersionRangeResolutionException e) {
      throw new UnresolvableModelException(e.getMessage(), group, artifact, version, e);
    }
  }

  @Override
  public void addRepository(Repository repository) {
    addRepository(repository, false);
  }

  @Override
  public void addRepository(Repository repository, boolean replace) {
    var added = ArtifactDescriptorUtils.toRemoteRepository(repository);
    boolean known = repositories.stream().anyMatch(each -> each.getId().equals(added.getId()));
    if (known && !replace) {
      return;
    }
    repositories.removeIf(each -> each.getId().equals(added.getId()));
    repositories.add(added);
  }

  @Override
  public ModelResolver newCopy() {
    return new PomResolver(system, session, repositories);
  }

  private List<RemoteRepository> remote() {
    return system.newResolutionRepositories(session, repositories);
  }
}
