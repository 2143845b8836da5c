package dev.weir.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which instance of which step: the step's name, the fan-outs around it, outermost first, and the
 * round of a step that chose itself again, from 0. The same key is planned at most once in a run,
 * however often an event arrives.
 */
public record TaskKey(String step, List<Frame> frames, int round) {
  public TaskKey {
    if (round < 0) {
      throw new IllegalArgumentException("negative round: " + round);
    }
    frames = List.copyOf(frames);
  }

  /** The first round of a step. */
  public TaskKey(String step, List<Frame> frames) {
    this(step, frames, 0);
  }

  /**
   * The frames and the round as text, unique for one step of a run: {@code start.3/inner.0}, {@code
   * start.3~2} in the third round, or empty.
   */
  @JsonIgnore
  public String path() {
    var path =
        frames.stream()
            .map(frame -> frame.split() + "." + frame.index())
            .collect(Collectors.joining("/"));
    return round == 0 ? path : path + "~" + round;
  }

  /** This key's frames with one more level inside. */
  public List<Frame> inside(Frame frame) {
    return Stream.concat(frames.stream(), Stream.of(frame)).toList();
  }

  @Override
  public String toString() {
    return path().isEmpty() ? step : step + "[" + path() + "]";
  }
}
