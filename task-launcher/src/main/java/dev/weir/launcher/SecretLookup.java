package dev.weir.launcher;

import dev.weir.protocol.SecretSource;
import java.util.Map;

/** A place that keeps secrets. */
@FunctionalInterface
interface SecretLookup {
  /** Environment variables by name. */
  Map<String, String> read(SecretSource source) throws SecretException;
}
