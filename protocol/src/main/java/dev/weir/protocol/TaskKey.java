package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which instance of which step: the step's name and the fan-outs around it, outermost first. The
 * same key is planned at most once in a run, however often an event arrives.
 */
public record TaskKey(String step, List<Frame> frames) {
  public TaskKey {
    frames = List.copyOf(frames);
  }

  /** The frames as text, unique for one step of a run: {@code start.3/inner.0}, or empty. */
  @JsonIgnore
  public String path() {
    return frames.stream()
        .map(frame -> frame.split() + "." + frame.index())
        .collect(Collectors.joining("/"));
  }

  /** This key's frames with one more level inside. */
  public List<Frame> inside(Frame frame) {
    return Stream.concat(frames.stream(), Stream.of(frame)).toList();
  }

  @Override
  public String toString() {
    return frames.isEmpty() ? step : step + "[" + path() + "]";
  }
}
