package dev.weir.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST …/chunks:locate}.
 *
 * @param places one for each chunk asked for, in that order; null where it is not stored
 */
public record ChunkPlaces(List<PackPlace> packs, List<@Nullable ChunkPlace> places) {
  public ChunkPlaces {
    packs = List.copyOf(packs);
    places = Collections.unmodifiableList(Arrays.asList(places.toArray(new ChunkPlace[0])));
  }
}
