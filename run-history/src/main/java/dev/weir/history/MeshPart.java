package dev.weir.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One part of a mesh that is up, or coming up.
 *
 * @param ready where it says whether it is; absent where a connection has to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeshPart(String name, URI url, ProcessIdentity process, @Nullable URI ready) {}
