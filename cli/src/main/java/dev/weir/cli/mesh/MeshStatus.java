package dev.weir.cli.mesh;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a mesh is right now.
 *
 * @param supervisorPid who starts again what dies; absent when the mesh is down, or left alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeshStatus(
    State state, String stateDirectory, @Nullable Long supervisorPid, List<Part> parts) {
  public MeshStatus {
    parts = List.copyOf(parts);
  }

  /** The mesh as a whole. */
  public enum State {
    UP,
    STARTING,
    STOPPING,
    /** A part is missing or does not serve, or nobody watches over them. */
    DEGRADED,
    DOWN
  }

  /** One part of it. */
  public record Part(String name, URI url, long pid, Health health) {}

  /** How a part is. */
  public enum Health {
    UP,
    /** Its process lives, and does not serve. */
    NOT_READY,
    DOWN
  }

  public boolean healthy() {
    return state == State.UP;
  }
}
