package dev.weir.libraries;

import dev.weir.libraries.PomException.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilder;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingResult;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.model.building.ModelProblem.Severity;

/** Reads poms as Maven does: with parents, imported poms, properties and profiles. */
final class PomReader {
  private final DefaultModelBuilder builder = new DefaultModelBuilderFactory().newInstance();
  private final MavenSettings settings;
  private final PomResolver resolver;
  private final Map<Path, Pom> known = new HashMap<>();

  PomReader(MavenSettings settings, PomResolver resolver) {
    this.settings = settings;
    this.resolver = resolver;
  }

  /**
   * A pom with all that it inherits.
   *
   * @param files it and those above it that are on this machine
   */
  record Pom(Model model, List<Path> files) {}

  Pom read(Path file) throws PomException {
    var before = known.get(file);
    if (before != null) {
      return before;
    }
    try {
      var result = builder.build(request(file));
      var pom = new Pom(result.getEffectiveModel(), files(result));
      known.put(file, pom);
      return pom;
    } catch (ModelBuildingException e) {
      throw new PomException(faults(e, file));
    }
  }

  private ModelBuildingRequest request(Path file) {
    return new DefaultModelBuildingRequest()
        .setPomFile(file.toFile())
        .setModelResolver(resolver.newCopy())
        .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MAVEN_3_0)
        .setProcessPlugins(false)
        .setLocationTracking(true)
        .setSystemProperties(properties())
        .setProfiles(settings.profiles())
        .setActiveProfileIds(settings.profiles().stream().map(each -> each.getId()).toList());
  }

  private static Properties properties() {
    var all = new Properties();
    all.putAll(System.getProperties());
    System.getenv().forEach((name, value) -> all.setProperty("env." + name, value));
    return all;
  }

  private static List<Path> files(ModelBuildingResult result) {
    return result.getModelIds().stream()
        .flatMap(id -> Stream.ofNullable(result.getRawModel(id)))
        .flatMap(model -> Stream.ofNullable(model.getPomFile()))
        .map(file -> file.toPath().toAbsolutePath().normalize())
        .toList();
  }

  private static List<Fault> faults(ModelBuildingException e, Path file) {
    var faults = new ArrayList<Fault>();
    for (var problem : e.getProblems()) {
      if (problem.getSeverity() != Severity.WARNING) {
        faults.add(fault(problem, file));
      }
    }
    return faults;
  }

  private static Fault fault(ModelProblem problem, Path file) {
    var source = Optional.ofNullable(problem.getSource()).filter(text -> !text.isBlank());
    return new Fault(
        source.orElse(file.toString()),
        Math.max(0, problem.getLineNumber()),
        problem.getMessage().lines().findFirst().orElse("it can't be read"),
        hint(problem.getMessage()));
  }

  private static String hint(String message) {
    if (message.contains("dependency.version'")) {
      return "Give it a <version>, or manage it in the parent or in an imported BOM.";
    }
    if (message.startsWith("Non-resolvable")) {
      return "A parent has to be at its <relativePath> or, as an imported BOM, in a repository:"
          + " check its version, and repositories, mirrors and credentials in"
          + " ~/.m2/settings.xml.";
    }
    return "Mend the pom: 'mvn validate' would refuse it, too.";
  }
}
