package dev.weir.cli.mesh;

/** Says to the one who waits what happens. */
@FunctionalInterface
public interface Announcer {
  void say(String message);
}
