package dev.weir.history;

/** Where flows run, and where runs are recorded. */
public enum Place {
  local,
  mesh
}
