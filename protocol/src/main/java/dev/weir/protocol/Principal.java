package dev.weir.protocol;

/**
 * Who asks. Carried by every request in the header {@value #HEADER}, never in a body. In the dev
 * mesh it is the name of the operating system's user; a login will put a verified name in its
 * place.
 */
public record Principal(String name) {
  public static final String HEADER = "X-Weir-User";

  public Principal {
    Names.requireId("user name", name);
  }

  @Override
  public String toString() {
    return name;
  }
}
