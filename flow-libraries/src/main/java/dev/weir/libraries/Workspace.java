package dev.weir.libraries;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.DefaultModelReader;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/**
 * The modules that belong together with one project: all that are below the topmost parent that is
 * on this machine. A module stands for its jar by its folder, so nobody has to install it first.
 */
final class Workspace implements WorkspaceReader {
  private static final String POM = "pom.xml";

  private final WorkspaceRepository repository = new WorkspaceRepository();
  private final Map<String, Module> modules = new HashMap<>();
  private final Set<Path> seen = new HashSet<>();
  private final Set<Path> given = new LinkedHashSet<>();

  private record Module(Path pom, Optional<String> version) {}

  /** Around the project in that folder. */
  static Workspace around(Path folder) {
    var workspace = new Workspace();
    var own = folder.resolve(POM).toAbsolutePath().normalize();
    workspace.add(own);
    var top = own;
    for (var up = parent(top); up.isPresent(); up = parent(top)) {
      top = up.get();
      workspace.add(top);
    }
    return workspace;
  }

  /** The pom that a pom names as its parent, where that is the one in its place. */
  private static Optional<Path> parent(Path pom) {
    return read(pom)
        .map(Model::getParent)
        .filter(parent -> parent.getRelativePath() != null && !parent.getRelativePath().isBlank())
        .flatMap(
            parent ->
                pomAt(pom.resolveSibling(parent.getRelativePath()))
                    .filter(
                        file ->
                            read(file)
                                .filter(is -> is.getArtifactId().equals(parent.getArtifactId()))
                                .isPresent()));
  }

  /** Modules may be in modules; what can't be read is left to whoever needs it. */
  private void add(Path pom) {
    if (!seen.add(pom)) {
      return;
    }
    var model = read(pom);
    if (model.isEmpty()) {
      return;
    }
    var above = Optional.ofNullable(model.get().getParent());
    var group =
        Optional.ofNullable(model.get().getGroupId()).or(() -> above.map(p -> p.getGroupId()));
    var version =
        Optional.ofNullable(model.get().getVersion()).or(() -> above.map(p -> p.getVersion()));
    group.ifPresent(
        name ->
            modules.put(
                name + ":" + model.get().getArtifactId(),
                new Module(pom, version.filter(text -> !text.contains("${")))));
    Stream.concat(
            model.get().getModules().stream(),
            model.get().getProfiles().stream().flatMap(profile -> profile.getModules().stream()))
        .flatMap(module -> pomAt(pom.resolveSibling(module)).stream())
        .forEach(this::add);
  }

  private static Optional<Path> pomAt(Path place) {
    var pom = Files.isDirectory(place) ? place.resolve(POM) : place;
    return Optional.of(pom.normalize()).filter(Files::isRegularFile);
  }

  private static Optional<Model> read(Path pom) {
    try {
      return Optional.of(new DefaultModelReader().read(pom.toFile(), Map.of()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The pom of the module that makes an artifact. */
  Optional<Path> module(Artifact artifact) {
    return Optional.ofNullable(modules.get(artifact.getGroupId() + ":" + artifact.getArtifactId()))
        .filter(module -> module.version().map(artifact.getVersion()::equals).orElse(true))
        .map(Module::pom);
  }

  /** The poms of the modules that were asked for, also as imported BOMs. */
  Set<Path> given() {
    return given;
  }

  @Override
  public WorkspaceRepository getRepository() {
    return repository;
  }

  @Override
  public File findArtifact(Artifact artifact) {
    boolean pom = artifact.getExtension().equals("pom");
    boolean jar = artifact.getExtension().equals("jar") && artifact.getClassifier().isEmpty();
    var file = module(artifact).filter(_ -> pom || jar);
    file.ifPresent(given::add);
    return file.map(found -> pom ? found.toFile() : found.getParent().toFile()).orElse(null);
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    return Stream.ofNullable(modules.get(artifact.getGroupId() + ":" + artifact.getArtifactId()))
        .flatMap(module -> module.version().stream())
        .toList();
  }
}
