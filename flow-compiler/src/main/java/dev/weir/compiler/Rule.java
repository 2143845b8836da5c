package dev.weir.compiler;

import java.util.Locale;

/** What a problem is about, for programs that sort or count problems. */
public enum Rule {
  /** The source itself: not there, not readable, not a flow. */
  SOURCE,
  /** What javac refuses. */
  COMPILE,
  /** The flow's class. */
  FLOW,
  FIELDS,
  PARAMETERS,
  CONFIGS,
  /** Annotations on the flow. */
  SETTINGS,
  /** Steps as such: names, arguments, transitions, annotations. */
  STEPS,
  /** How steps follow each other. */
  GRAPH,
  /** What code in and beside steps may not do. */
  CODE,
  /** Splits without their joins. */
  JOINS,
  /** Artifacts that are read and hold nothing. */
  READS,
  /** What joins merge. */
  MERGES,
  /** What does not go from one task to the next. */
  HANDOVER,
  LIBRARIES;

  /** As in {@code weir check --json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
