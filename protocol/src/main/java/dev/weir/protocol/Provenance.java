package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where the code of a run came from, as git knew it. It belongs to the run: equal sources are one
 * code package, whatever their commit.
 *
 * @param repository the remote's URL, without credentials
 * @param branch none where a commit was checked out by itself
 * @param commit that was checked out
 * @param dirty whether the flow's sources differed from it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
    @Nullable String repository, @Nullable String branch, String commit, boolean dirty) {

  /** For people to read. */
  public String text() {
    return "commit "
        + commit
        + (branch == null ? "" : " on " + branch)
        + (repository == null ? "" : " of " + repository)
        + (dirty ? ", with changes that are not committed" : "");
  }
}
