package dev.weir.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every artifact of a finished task by name: what its successors see. Stored as one blob, in JSON,
 * names in order, so that equal states have equal digests.
 */
public record Snapshot(Map<String, ArtifactRef> artifacts) {
  public Snapshot {
    artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
  }
}
