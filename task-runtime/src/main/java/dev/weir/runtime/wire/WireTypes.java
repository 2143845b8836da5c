package dev.weir.runtime.wire;

import dev.weir.codegen.JsonCodecs;

/** What frames are made of. */
@JsonCodecs({ToTask.class, FromTask.class})
final class WireTypes {
  private WireTypes() {}
}
