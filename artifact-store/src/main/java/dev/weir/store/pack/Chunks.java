package dev.weir.store.pack;

import dev.weir.protocol.ChunkId;
import dev.weir.protocol.ChunkPlace;
import dev.weir.protocol.ChunkPlaces;
import dev.weir.protocol.PackPlace;
import dev.weir.protocol.Project;
import dev.weir.store.StoreMetrics;
import dev.weir.store.index.ChunkIndex;
import dev.weir.store.index.LocatedChunk;
import dev.weir.store.index.Space;
import dev.weir.store.index.Spaces;
import dev.weir.store.index.StoredPack;
import dev.weir.store.s3.SignedUrls;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked about chunks. */
@ApplicationScoped
public class Chunks {
  private final Spaces spaces;
  private final ChunkIndex index;
  private final SignedUrls urls;
  private final StoreMetrics metrics;

  Chunks(Spaces spaces, ChunkIndex index, SignedUrls urls, StoreMetrics metrics) {
    this.spaces = spaces;
    this.index = index;
    this.urls = urls;
    this.metrics = metrics;
  }

  /** Those not stored, in the order given, each once. Those that are may be counted on. */
  public List<ChunkId> missing(Project project, List<ChunkId> chunks) {
    var missing = new LinkedHashSet<>(chunks);
    var asked = missing.size();
    spaces.find(project).ifPresent(space -> missing.removeAll(there(space, missing)));
    metrics.asked(asked - missing.size(), missing.size());
    return List.copyOf(missing);
  }

  private Set<ChunkId> there(Space space, Collection<ChunkId> chunks) {
    var there = index.claim(space, chunks);
    var bytes = there.values().stream().mapToLong(Integer::longValue).sum();
    spaces.spare(space, bytes);
    metrics.spared(bytes);
    return there.keySet();
  }

  /** Where each is: its pack, and how to read that. */
  public ChunkPlaces locate(Project project, List<ChunkId> chunks) {
    var found =
        spaces
            .find(project)
            .map(space -> index.locate(space, new LinkedHashSet<>(chunks)))
            .orElseGet(Map::of);
    var packs = new ArrayList<PackPlace>();
    var numbers = new HashMap<Long, Integer>();
    var places = new ArrayList<@Nullable ChunkPlace>();
    for (var chunk : chunks) {
      places.add(place(found.get(chunk), packs, numbers));
    }
    return new ChunkPlaces(packs, places);
  }

  private @Nullable ChunkPlace place(
      @Nullable LocatedChunk located, List<PackPlace> packs, Map<Long, Integer> numbers) {
    if (located == null) {
      return null;
    }
    var pack = located.pack();
    var number =
        numbers.computeIfAbsent(
            pack.id(),
            id -> {
              packs.add(place(pack));
              return packs.size() - 1;
            });
    var place = located.place();
    return new ChunkPlace(number, place.at(), place.stored(), place.size());
  }

  private PackPlace place(StoredPack pack) {
    if (!urls.areGiven()) {
      return new PackPlace(pack.digest(), null, null);
    }
    var signed = urls.get(pack.objectKey());
    return new PackPlace(pack.digest(), signed.url(), signed.expires());
  }
}
