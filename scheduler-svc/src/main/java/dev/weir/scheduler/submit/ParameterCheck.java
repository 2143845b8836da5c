package dev.weir.scheduler.submit;

import dev.weir.artifact.BlobStore;
import dev.weir.client.Json;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a request's parameters to what the flow declares. */
final class ParameterCheck {
  private static final int LONGEST_QUOTE = 100;

  private final Map<String, ParameterSpec> declared;
  private final BlobStore store;

  ParameterCheck(List<ParameterSpec> declared, BlobStore store) {
    this.declared = declared.stream().collect(Collectors.toMap(ParameterSpec::name, spec -> spec));
    this.store = store;
  }

  /**
   * Returns if all are right.
   *
   * @throws ServiceException that names the first that is not
   */
  void check(Map<String, Object> given) {
    given.keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .findFirst()
        .ifPresent(this::refuseUnknown);
    declared.values().forEach(spec -> check(spec, given));
  }

  private void check(ParameterSpec spec, Map<String, Object> given) {
    @Nullable Object value = given.get(spec.name());
    if (spec.required() && value == null) {
      throw invalid(spec.name(), "is required and was not given" + help(spec));
    }
    if (!given.containsKey(spec.name())) {
      return;
    }
    switch (spec.kind()) {
      case VALUE -> checkValue(spec, value);
      case FILE -> checkFile(spec.name(), value);
    }
  }

  private static void checkValue(ParameterSpec spec, @Nullable Object value) {
    JsonTypes.fault(spec.type(), value)
        .ifPresent(
            expected -> {
              throw invalid(spec.name(), "is " + quote(value) + ", expected " + expected);
            });
  }

  private void checkFile(String name, @Nullable Object value) {
    IncludedFile file;
    try {
      file = Json.mapper().convertValue(value, IncludedFile.class);
    } catch (IllegalArgumentException e) {
      throw noFile(name);
    }
    if (file == null || file.content() == null || file.name() == null) {
      throw noFile(name);
    }
    if (!store.contains(file.content())) {
      throw invalid(
          name, "names the content " + file.content() + ", which is not stored; store it first");
    }
  }

  private static ServiceException noFile(String name) {
    return invalid(
        name,
        "is a file: give {\"content\": \"<digest of the stored blob>\", \"name\": \"<its name>\"}");
  }

  private void refuseUnknown(String name) {
    if (declared.isEmpty()) {
      throw invalid(name, "is not known: the flow has no parameters");
    }
    var known = String.join(", ", declared.keySet().stream().sorted().toList());
    var closest =
        Spelling.closest(name, declared.keySet())
            .map(other -> "; did you mean '" + other + "'?")
            .orElse(".");
    throw invalid(name, "is not known" + closest + " The flow has: " + known);
  }

  private static String help(ParameterSpec spec) {
    return spec.help() == null || spec.help().isBlank() ? "" : " (" + spec.help() + ")";
  }

  private static String quote(@Nullable Object value) {
    var text = Json.text(value == null ? "null" : value);
    return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
  }

  private static ServiceException invalid(String parameter, String fault) {
    return new ServiceException(
        ProblemType.INVALID_PARAMETER, "parameter '" + parameter + "' " + fault);
  }
}
