package dev.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Codecs;
import dev.weir.client.Json;
import dev.weir.protocol.ArtifactRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One artifact, shown without any class of the flow.
 *
 * @param value absent where only Java can read it
 */
record DumpedArtifact(
    String type, String encoding, long size, String sha256, @Nullable JsonNode value) {

  static Map<String, DumpedArtifact> all(Map<String, ArtifactRef> refs, BlobStore store)
      throws IOException {
    var all = new LinkedHashMap<String, DumpedArtifact>();
    for (var ref : refs.entrySet()) {
      all.put(ref.getKey(), of(ref.getValue(), store));
    }
    return all;
  }

  /**
   * For a person to read.
   *
   * @param maxValueSize how many characters of its value, where it is not 0
   */
  static String line(String name, ArtifactRef ref, BlobStore store, int maxValueSize)
      throws IOException {
    var head = name + " [size: " + ref.digest().size() + " type: " + ref.type() + "] = ";
    return head + shown(ref, store, maxValueSize);
  }

  private static DumpedArtifact of(ArtifactRef ref, BlobStore store) throws IOException {
    var view = Codecs.view(ref, store);
    return new DumpedArtifact(
        ref.type(),
        ref.encoding(),
        ref.digest().size(),
        ref.digest().sha256(),
        view.isEmpty() ? null : Json.mapper().readTree(view.get()));
  }

  private static String shown(ArtifactRef ref, BlobStore store, int maxValueSize)
      throws IOException {
    var view = Codecs.view(ref, store);
    if (view.isEmpty()) {
      return "(a Java object that only its flow can read)";
    }
    var text = new String(view.get(), StandardCharsets.UTF_8);
    if (maxValueSize <= 0 || text.length() <= maxValueSize) {
      return text;
    }
    return text.substring(0, maxValueSize)
        + "... ("
        + text.length()
        + " characters; --max-value-size 0 shows all)";
  }
}
