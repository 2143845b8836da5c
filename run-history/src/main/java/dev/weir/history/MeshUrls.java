package dev.weir.history;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The URLs of a mesh's services: the environment's, or else those of the mesh that is up. */
final class MeshUrls {
  private final Optional<MeshDescription> up;
  private final Map<String, String> environment;

  MeshUrls(StateDirectory state, Map<String, String> environment) {
    this.up =
        MeshDescription.read(MeshDescription.file(state.mesh()))
            .filter(mesh -> mesh.phase() == MeshDescription.Phase.READY);
    this.environment = environment;
  }

  Optional<URI> find(String variable, String service) {
    var named = environment.get(variable);
    if (named == null || named.isBlank()) {
      return up.flatMap(mesh -> mesh.part(service)).map(MeshPart::url);
    }
    try {
      return Optional.of(URI.create(named.strip()));
    } catch (IllegalArgumentException e) {
      throw new RecordException(variable + " is not a URL: " + named);
    }
  }
}
