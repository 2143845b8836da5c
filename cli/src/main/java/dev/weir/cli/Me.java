package dev.weir.cli;

import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;

/** On whose behalf this command acts. */
public final class Me {
  /** The space that runs and blobs go to where nothing else is said. */
  public static final Project PROJECT = new Project("default");

  private Me() {}

  /** The operating system's user, in the letters that a principal may have. */
  public static Principal principal() {
    var name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return new Principal(name.matches("[A-Za-z0-9].*") ? name : "user" + name);
  }
}
