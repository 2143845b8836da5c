package dev.weir.libraries;

import java.util.List;
import java.util.stream.Collectors;

/** A Maven project that can't be understood; each fault says where. */
public final class PomException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Fault> faults;

  PomException(List<Fault> faults) {
    super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /**
   * One thing that is wrong.
   *
   * @param line from 1; 0 where it is about the file as a whole
   * @param wayOut what the author can do
   */
  public record Fault(String file, int line, String message, String wayOut) {}

  public List<Fault> faults() {
    return faults;
  }
}
