package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs}.
 *
 * @param project where the package is and the run shall be; {@code default} when absent
 * @param codePackage the digest of a stored {@link CodePackage}; {@code package} in JSON
 * @param parameters by name: JSON for values, an {@link IncludedFile} for files
 * @param tags the user's
 * @param namespace the tag by which the run finds other runs, all of them where it is empty; the
 *     owner's when absent
 * @param maxWorkers how many of its tasks may run at once; the scheduler's default when absent
 * @param provenance where its code came from, when git knew
 */
public record RunRequest(
    @Nullable Project project,
    @JsonProperty("package") Digest codePackage,
    @Nullable Map<String, Object> parameters,
    @Nullable List<String> tags,
    @Nullable String namespace,
    @Nullable Integer maxWorkers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Provenance provenance) {

  /** A run of code that git does not know. */
  public RunRequest(
      @Nullable Project project,
      Digest codePackage,
      @Nullable Map<String, Object> parameters,
      @Nullable List<String> tags,
      @Nullable String namespace,
      @Nullable Integer maxWorkers) {
    this(project, codePackage, parameters, tags, namespace, maxWorkers, null);
  }

  /** A run in the namespace of its owner. */
  public RunRequest(
      @Nullable Project project,
      Digest codePackage,
      @Nullable Map<String, Object> parameters,
      @Nullable List<String> tags,
      @Nullable Integer maxWorkers) {
    this(project, codePackage, parameters, tags, null, maxWorkers, null);
  }
}
