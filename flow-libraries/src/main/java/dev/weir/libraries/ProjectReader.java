package dev.weir.libraries;

import dev.weir.artifact.BlobDigest;
import dev.weir.libraries.Lock.Jar;
import dev.weir.libraries.PomException.Fault;
import dev.weir.libraries.ProjectLock.LockedFolder;
import dev.weir.libraries.ProjectLock.ProjectJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.Resource;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.jspecify.annotations.Nullable;

/** Understands the Maven project in a folder, together with the modules that it needs. */
final class ProjectReader {
  private static final String POM = "pom.xml";
  private static final Set<String> COMPILE =
      Set.of(JavaScopes.COMPILE, JavaScopes.PROVIDED, JavaScopes.SYSTEM);
  private static final Set<String> RUN = Set.of(JavaScopes.COMPILE, JavaScopes.RUNTIME);

  private final Path folder;
  private final Workspace workspace;
  private final PomReader poms;
  private final ProjectDependencies dependencies;

  ProjectReader(
      Path folder, Workspace workspace, PomReader poms, ProjectDependencies dependencies) {
    this.folder = folder.toAbsolutePath().normalize();
    this.workspace = workspace;
    this.poms = poms;
    this.dependencies = dependencies;
  }

  ProjectLock read(Instant now) throws PomException, IOException {
    var own = own();
    var roots = new ArrayList<>(dependencies.of(own.model()));
    var modules = modules(own, roots);
    for (var module : modules.values()) {
      // What a module is compiled with is handed on to nobody; here its sources are compiled too.
      dependencies.of(module.model()).stream()
          .filter(each -> each.getScope().equals(JavaScopes.PROVIDED))
          .forEach(roots::add);
    }
    var all = new ArrayList<>(List.of(own));
    all.addAll(modules.values());
    return new ProjectLock(
        now,
        files(all),
        sources(all),
        resources(all),
        encoding(own.model()),
        repositories(own.model()),
        jars(own, roots));
  }

  /** Exactly those jars, of the project's repositories. */
  List<Jar> fetch(List<String> coordinates) throws PomException, LibraryException, IOException {
    return dependencies.fetch(coordinates, own().model());
  }

  private PomReader.Pom own() throws PomException {
    var pom = poms.read(folder.resolve(POM));
    if (pom.model().getPackaging().equals("pom")) {
      var modules = pom.model().getModules();
      throw fault(
          "a project of packaging pom holds no flow",
          modules.isEmpty()
              ? "Name the folder of a project with sources."
              : "Name one of its modules: " + String.join(", ", modules) + ".");
    }
    return pom;
  }

  /** The modules beside it that it needs, and what these need. */
  private Map<Path, PomReader.Pom> modules(PomReader.Pom own, List<Dependency> roots)
      throws PomException {
    var modules = new LinkedHashMap<Path, PomReader.Pom>();
    for (var artifact : collect(own, roots)) {
      var file = workspace.module(artifact);
      if (file.isPresent() && workspace.findArtifact(artifact) != null) {
        modules.put(file.get(), poms.read(file.get()));
      }
    }
    return modules;
  }

  private List<Artifact> collect(PomReader.Pom own, List<Dependency> roots) throws PomException {
    try {
      return dependencies.collect(roots, own.model());
    } catch (LibraryException e) {
      throw fault(e, own.model());
    }
  }

  private List<ProjectJar> jars(PomReader.Pom own, List<Dependency> roots)
      throws PomException, IOException {
    try {
      var jars = new LinkedHashMap<Path, ProjectJar>();
      for (var found : dependencies.resolve(roots, own.model())) {
        var file = found.artifact().getFile().toPath();
        if (Files.isRegularFile(file) && found.artifact().getExtension().equals("jar")) {
          var jar = Jar.of(MavenResolver.text(found.artifact()), file);
          jars.put(
              file,
              new ProjectJar(jar, COMPILE.contains(found.scope()), RUN.contains(found.scope())));
        }
      }
      return List.copyOf(jars.values());
    } catch (LibraryException e) {
      throw fault(e, own.model());
    }
  }

  private List<ProjectLock.Pom> files(List<PomReader.Pom> all) throws IOException {
    var files = new LinkedHashSet<Path>();
    all.forEach(pom -> files.addAll(pom.files()));
    files.addAll(workspace.given());
    var locked = new ArrayList<ProjectLock.Pom>();
    for (var file : files) {
      locked.add(new ProjectLock.Pom(relative(file), BlobDigest.of(file)));
    }
    return locked;
  }

  private List<String> sources(List<PomReader.Pom> all) {
    return all.stream()
        .map(pom -> relative(Path.of(pom.model().getBuild().getSourceDirectory())))
        .toList();
  }

  private List<LockedFolder> resources(List<PomReader.Pom> all) {
    return all.stream()
        .flatMap(pom -> pom.model().getBuild().getResources().stream().map(r -> of(r, pom.model())))
        .toList();
  }

  private LockedFolder of(Resource resource, Model model) {
    var target = Optional.ofNullable(resource.getTargetPath()).orElse("");
    return new LockedFolder(
        relative(Path.of(resource.getDirectory())),
        target.replace('\\', '/').replaceAll("^/+|/+$", ""),
        resource.getIncludes(),
        resource.getExcludes(),
        resource.isFiltering(),
        resource.isFiltering() ? values(model) : Map.of());
  }

  private static Map<String, String> values(Model model) {
    var values = new LinkedHashMap<String, String>();
    model
        .getProperties()
        .stringPropertyNames()
        .forEach(name -> values.put(name, model.getProperties().getProperty(name)));
    put(values, "groupId", model.getGroupId());
    put(values, "artifactId", model.getArtifactId());
    put(values, "version", model.getVersion());
    put(values, "name", model.getName());
    put(values, "description", model.getDescription());
    put(values, "url", model.getUrl());
    return values;
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put("project." + name, value);
    }
  }

  /** But for Maven's own, which is asked anyway. */
  private static List<String> repositories(Model model) {
    return model.getRepositories().stream()
        .filter(each -> !each.getId().equals(SuperPom.CENTRAL))
        .map(each -> each.getId() + MavenSettings.ID_FROM_URL + each.getUrl())
        .toList();
  }

  private static String encoding(Model model) {
    return model
        .getProperties()
        .getProperty("project.build.sourceEncoding", StandardCharsets.UTF_8.name());
  }

  private String relative(Path file) {
    return folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  /** At the dependency that it is about, where it is one of the project's own. */
  private PomException fault(LibraryException e, Model model) {
    var line =
        model.getDependencies().stream()
            .filter(each -> e.getMessage().contains(each.getGroupId() + ":" + each.getArtifactId()))
            .filter(each -> isOwn(each, model))
            .flatMap(each -> Stream.ofNullable(each.getLocation("artifactId")))
            .mapToInt(location -> location.getLineNumber())
            .findFirst()
            .orElse(0);
    return new PomException(List.of(new Fault(pomName(), line, e.getMessage(), e.wayOut())));
  }

  private static boolean isOwn(org.apache.maven.model.Dependency dependency, Model model) {
    var location = dependency.getLocation("");
    return location != null
        && location.getSource() != null
        && model.getPomFile().toString().equals(location.getSource().getLocation());
  }

  private PomException fault(String message, String wayOut) {
    return new PomException(List.of(new Fault(pomName(), 0, message, wayOut)));
  }

  private String pomName() {
    return folder.resolve(POM).toString();
  }
}
