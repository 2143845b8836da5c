package dev.weir.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.weir.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** What {@code mesh.json} says of a mesh, so that other commands find it. */
public record MeshDescription(ProcessIdentity supervisor, Phase phase, List<MeshPart> parts) {
  public MeshDescription {
    parts = List.copyOf(parts);
  }

  /** How far it is. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  /** In the folder of a mesh. */
  public static Path file(Path mesh) {
    return mesh.resolve("mesh.json");
  }

  public static Optional<MeshDescription> read(Path file) {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), MeshDescription.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new RecordException(
          RecordException.Kind.UNAVAILABLE, "can't read " + file + ": " + e.getMessage());
    }
  }

  /** Whole or not at all: others read it at any moment. */
  public void write(Path file) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @JsonIgnore
  public boolean isSupervised() {
    return supervisor.find().isPresent();
  }

  public Optional<MeshPart> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }
}
