package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A flow ready to run: its checked graph, its parameters and its classes. Stored as a blob, in
 * JSON; the blob's digest names the version of the code.
 *
 * @param mainClass the binary name of the flow's class
 * @param classes a jar with the flow's classes and sources
 * @param settings what annotations say about the flow
 * @param configs the values of its {@code @Config} fields by name, as JSON
 * @param libraries the class path of each step that has libraries, by step, in order
 * @param weirVersion the release that made it
 */
public record CodePackage(
    FlowGraph graph,
    String mainClass,
    List<ParameterSpec> parameters,
    Digest classes,
    @Nullable FlowSettings settings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Map<String, Object> configs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Map<String, List<Library>> libraries,
    String weirVersion) {
  /** In the jar, before the paths of the files of a Maven project, which is kept as it was. */
  public static final String PROJECT_FILES = "META-INF/weir/project/";

  public CodePackage {
    settings = settings == null ? FlowSettings.NONE : settings;
    configs = configs == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(configs));
    libraries =
        libraries == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(libraries));
    parameters = List.copyOf(parameters);
  }

  /** A flow without settings, configs and libraries. */
  public CodePackage(
      FlowGraph graph,
      String mainClass,
      List<ParameterSpec> parameters,
      Digest classes,
      String weirVersion) {
    this(graph, mainClass, parameters, classes, null, null, null, weirVersion);
  }
}
