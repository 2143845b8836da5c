package dev.weir.cli;

import dev.weir.compiler.CompiledFlow;
import dev.weir.compiler.ConfigValue;
import dev.weir.compiler.FlowCompiler;
import dev.weir.compiler.FlowSource;
import dev.weir.compiler.With;
import dev.weir.history.Me;
import dev.weir.libraries.LibraryResolver;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.FlowSettings.ProjectBranch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is settled when a flow is compiled to be run or packaged: configs, annotations, branch. */
final class DeployOptions {
  @Mixin private FlowOption flow;

  /** Annotations for all runs of this shell, as {@code --with} has them, with spaces between. */
  static final String DEFAULT_WITH = "WEIR_DEFAULT_WITH";

  private static final Pattern BRANCH = Pattern.compile("[a-z0-9_.]{1,128}");

  @Option(
      names = "--config",
      arity = "2",
      paramLabel = "NAME FILE",
      hideParamSyntax = true,
      description = "The file that a config of the flow is read from; may be repeated.")
  private List<String> configFiles = new ArrayList<>();

  @Option(
      names = "--config-value",
      arity = "2",
      paramLabel = "NAME JSON",
      hideParamSyntax = true,
      description = "A config of the flow as JSON; may be repeated.")
  private List<String> configValues = new ArrayList<>();

  @Option(
      names = "--with",
      paramLabel = "ANNOTATION",
      description =
          "An annotation for every step that does not have it, such as retry:times=3,delay=10s;"
              + " may be repeated. WEIR_DEFAULT_WITH gives more of them.")
  private List<String> with = new ArrayList<>();

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "The branch of the flow's @Project: test.NAME, or prod.NAME.")
  private @Nullable String branch;

  @Option(names = "--production", description = "The production branch of the flow's @Project.")
  private boolean production;

  @Option(
      names = "--update-libraries",
      description = "Look for newer snapshots and newer versions of what @Libraries asks for.")
  private boolean updateLibraries;

  /** The flow as these options want it. */
  CompiledFlow compile(Path source) {
    return compile(flow.in(source));
  }

  /** As above; of several flows there, that one, unless another is named. */
  CompiledFlow compile(Path source, String usual) {
    return compile(flow.in(source).usually(usual));
  }

  private CompiledFlow compile(FlowSource source) {
    var flow = onBranch(FlowCompiler.compile(source, configs(), libraries()));
    var defaults = System.getenv().getOrDefault(DEFAULT_WITH, "");
    var all = Stream.concat(with.stream(), Stream.of(defaults.split("\\s+"))).toList();
    for (var each : all) {
      flow = each.isBlank() ? flow : with(flow, each);
    }
    return flow;
  }

  private LibraryResolver libraries() {
    var libraries = LibraryResolver.ofThisUser();
    return updateLibraries ? libraries.updating() : libraries;
  }

  private Map<String, ConfigValue> configs() {
    var given = new LinkedHashMap<String, ConfigValue>();
    for (int i = 0; i < configFiles.size(); i += 2) {
      put(given, configFiles.get(i), new ConfigValue.OfFile(Path.of(configFiles.get(i + 1))));
    }
    for (int i = 0; i < configValues.size(); i += 2) {
      put(given, configValues.get(i), new ConfigValue.OfText(configValues.get(i + 1)));
    }
    return given;
  }

  private static void put(Map<String, ConfigValue> given, String name, ConfigValue value) {
    if (given.put(name, value) != null) {
      throw new UserError("config " + name + " is given twice");
    }
  }

  private static CompiledFlow with(CompiledFlow flow, String text) {
    try {
      return With.parse(text).on(flow);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private CompiledFlow onBranch(CompiledFlow flow) {
    var project = flow.settings().project();
    if (project == null) {
      if (branch != null || production) {
        throw new UserError(
            (production ? "--production" : "--branch")
                + " is for flows with @Project, and "
                + flow.graph().flow()
                + " has none");
      }
      return flow;
    }
    if (branch != null && !BRANCH.matcher(branch).matches()) {
      throw new UserError(
          "--branch '" + branch + "': use lower-case letters, digits, '_' and '.', at most 128");
    }
    var settings = flow.settings();
    return flow.withSettings(
        new FlowSettings(
            new ProjectBranch(project.name(), branchName(), production),
            settings.schedule(),
            settings.triggers(),
            settings.exitHooks(),
            settings.annotations()));
  }

  private String branchName() {
    if (production) {
      return branch == null ? "prod" : "prod." + branch;
    }
    return branch == null
        ? "user." + Me.principal().name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_")
        : "test." + branch;
  }
}
