package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where code came from, as git knew it.
 *
 * @param commit that was checked out
 * @param dirty whether files differed from it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
    @Nullable String repository, @Nullable String branch, String commit, boolean dirty) {}
