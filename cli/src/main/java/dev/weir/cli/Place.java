package dev.weir.cli;

/** Where flows run, and where runs are recorded. */
enum Place {
  local,
  mesh
}
