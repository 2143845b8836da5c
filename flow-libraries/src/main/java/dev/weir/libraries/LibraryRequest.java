package dev.weir.libraries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What one class path is to hold.
 *
 * @param coordinates {@code group:artifact[:extension[:classifier]]:version}, each as written
 * @param repositories to look in before those of the user's settings: a URL each or, where the
 *     settings have credentials for it, {@code id::URL}
 */
public record LibraryRequest(List<String> coordinates, List<String> repositories) {
  public LibraryRequest {
    coordinates = List.copyOf(coordinates);
    repositories = List.copyOf(repositories);
  }

  /** These, and those others; where both name the same artifact, the others win. */
  public static List<String> merged(List<String> these, List<String> others) {
    var byArtifact = new LinkedHashMap<String, String>();
    these.forEach(coordinates -> byArtifact.put(artifact(coordinates), coordinates));
    others.forEach(coordinates -> byArtifact.put(artifact(coordinates), coordinates));
    return new ArrayList<>(byArtifact.values());
  }

  /** Coordinates without their version. */
  private static String artifact(String coordinates) {
    int colon = coordinates.lastIndexOf(':');
    return colon < 0 ? coordinates : coordinates.substring(0, colon);
  }
}
