package dev.weir.runtime.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a task finds its blobs and leaves them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StoreLocation.Local.class, name = "local"),
  @JsonSubTypes.Type(value = StoreLocation.Remote.class, name = "remote")
})
public sealed interface StoreLocation {

  /**
   * A directory of blobs on this machine.
   *
   * @param behind where to fetch what is missing there, when it is read
   */
  record Local(Path directory, @Nullable Remote behind) implements StoreLocation {
    /** A directory that has all there is. */
    public Local(Path directory) {
      this(directory, null);
    }
  }

  /**
   * A project's space in an artifact-store, on behalf of a user.
   *
   * @param cache where what was read is kept, if anywhere
   */
  record Remote(URI artifactStore, Project project, Principal principal, @Nullable Cache cache)
      implements StoreLocation {
    /** Without a cache. */
    public Remote(URI artifactStore, Project project, Principal principal) {
      this(artifactStore, project, principal, null);
    }
  }

  /**
   * A directory of this machine that keeps parts of blobs.
   *
   * @param limit how large it gets, in bytes
   */
  record Cache(Path directory, long limit) {}
}
