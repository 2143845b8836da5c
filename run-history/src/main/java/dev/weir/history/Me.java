package dev.weir.history;

import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;

/** On whose behalf this command acts. */
public final class Me {
  /** The space that runs and blobs go to where nothing else is said. */
  public static final Project PROJECT = new Project("default");

  private static final String USER = "WEIR_USER";

  private Me() {}

  /** Who {@value #USER} says, else the operating system's user, in a principal's letters. */
  public static Principal principal() {
    var said = System.getenv(USER);
    if (said != null && !said.isBlank()) {
      return named(said.strip());
    }
    var name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return new Principal(name.matches("[A-Za-z0-9].*") ? name : "user" + name);
  }

  private static Principal named(String name) {
    try {
      return new Principal(name);
    } catch (IllegalArgumentException e) {
      throw new RecordException(USER + ": " + e.getMessage());
    }
  }
}
