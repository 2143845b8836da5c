package dev.weir.runtime;

import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;

/** What a step can change for the whole JVM, put back before the next one runs there. */
record JvmState(Properties properties, Locale locale, TimeZone zone) {

  static JvmState now() {
    return new JvmState(
        (Properties) System.getProperties().clone(), Locale.getDefault(), TimeZone.getDefault());
  }

  void restore() {
    System.setProperties(properties);
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }
}
