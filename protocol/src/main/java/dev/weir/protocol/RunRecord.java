package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in the record. Its owner is the principal of the request that first stored it: read back,
 * and of no effect when sent.
 *
 * @param origin the run that it resumed
 * @param provenance where its code came from, when git knew
 * @param collected once its artifacts are no longer kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecord(
    RunId id,
    Project project,
    @Nullable String owner,
    String flow,
    @JsonProperty("package") Digest codePackage,
    Map<String, Object> parameters,
    List<String> tags,
    List<String> systemTags,
    RunState state,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable RunId origin,
    @Nullable Provenance provenance,
    @Nullable Collected collected) {

  /** A run whose artifacts are kept. */
  public RunRecord(
      RunId id,
      Project project,
      @Nullable String owner,
      String flow,
      Digest codePackage,
      Map<String, Object> parameters,
      List<String> tags,
      List<String> systemTags,
      RunState state,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable RunId origin,
      @Nullable Provenance provenance) {
    this(
        id,
        project,
        owner,
        flow,
        codePackage,
        parameters,
        tags,
        systemTags,
        state,
        createdAt,
        finishedAt,
        origin,
        provenance,
        null);
  }

  /** A run that resumed no other, from sources that git does not know. */
  public RunRecord(
      RunId id,
      Project project,
      @Nullable String owner,
      String flow,
      Digest codePackage,
      Map<String, Object> parameters,
      List<String> tags,
      List<String> systemTags,
      RunState state,
      Instant createdAt,
      @Nullable Instant finishedAt) {
    this(
        id,
        project,
        owner,
        flow,
        codePackage,
        parameters,
        tags,
        systemTags,
        state,
        createdAt,
        finishedAt,
        null,
        null);
  }

  /** The same run, in another state. */
  public RunRecord ended(RunState end, Instant at) {
    return new RunRecord(
        id,
        project,
        owner,
        flow,
        codePackage,
        parameters,
        tags,
        systemTags,
        end,
        createdAt,
        at,
        origin,
        provenance,
        collected);
  }
}
