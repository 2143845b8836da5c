package dev.weir.cli.mesh;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.weir.cli.ExitCode;
import dev.weir.cli.ProcessIdentity;
import dev.weir.cli.UserError;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** What {@code mesh.json} says of a mesh, so that other commands find it. */
record MeshDescription(ProcessIdentity supervisor, Phase phase, List<MeshPart> parts) {
  MeshDescription {
    parts = List.copyOf(parts);
  }

  enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  static Optional<MeshDescription> read(Path file) {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), MeshDescription.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(ExitCode.UNAVAILABLE, "can't read " + file + ": " + e.getMessage());
    }
  }

  /** Whole or not at all: others read it at any moment. */
  void write(Path file) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @JsonIgnore
  boolean isSupervised() {
    return supervisor.find().isPresent();
  }

  Optional<MeshPart> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }
}
