package dev.weir.runs;

import dev.weir.artifact.BlobStore;
import dev.weir.history.RecordException;
import dev.weir.protocol.ArtifactRef;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a task stored, by name. The values are fetched when they are asked for. */
public final class Artifacts implements Iterable<Artifact> {
  private final String whose;
  private final TreeMap<String, ArtifactRef> refs;
  private final BlobStore store;

  Artifacts(String whose, Map<String, ArtifactRef> refs, BlobStore store) {
    this.whose = whose;
    this.refs = new TreeMap<>(refs);
    this.store = store;
  }

  public SortedSet<String> names() {
    return new TreeSet<>(refs.keySet());
  }

  public int size() {
    return refs.size();
  }

  /** The one of that name; an error that lists the names, where there is none. */
  public Artifact get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new RecordException(
                    "no artifact "
                        + name
                        + " of "
                        + whose
                        + (refs.isEmpty()
                            ? ": it has none"
                            : "; those there are: " + String.join(", ", refs.keySet()))));
  }

  public Optional<Artifact> find(String name) {
    return Optional.ofNullable(refs.get(name)).map(ref -> new Artifact(name, ref, store));
  }

  /** As {@link Artifact#value()} of the one of that name. */
  public @Nullable Object value(String name) {
    return get(name).value();
  }

  /** As {@link Artifact#value(Class)} of the one of that name. */
  public <T> T value(String name, Class<T> type) {
    return get(name).value(type);
  }

  public Stream<Artifact> stream() {
    return refs.entrySet().stream()
        .map(entry -> new Artifact(entry.getKey(), entry.getValue(), store));
  }

  @Override
  public Iterator<Artifact> iterator() {
    return stream().iterator();
  }

  @Override
  public String toString() {
    return "Artifacts" + refs.keySet();
  }
}
