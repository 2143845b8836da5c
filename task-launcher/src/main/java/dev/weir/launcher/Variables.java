package dev.weir.launcher;

import java.util.Map;

/**
 * Environment variables of a step's process beside those that every one has. They may be secrets:
 * nobody prints their values.
 */
record Variables(Map<String, String> values) {
  static final Variables NONE = new Variables(Map.of());

  Variables {
    values = Map.copyOf(values);
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
