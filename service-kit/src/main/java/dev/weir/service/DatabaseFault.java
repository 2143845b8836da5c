package dev.weir.service;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure inside a database call means for the one who asked. */
enum DatabaseFault {
  /** Down, failing over, out of connections, or two requests in each other's way: ask again. */
  OUTAGE,
  /** It can't hold a character of the request: PostgreSQL's text has no U+0000. */
  UNSTORABLE_TEXT;

  private static final Set<String> OUTAGES =
      Set.of("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "57P05");
  private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

  /** The fault behind an exception, if there is one we know. */
  static @Nullable DatabaseFault in(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return of(sql);
      }
    }
    return null;
  }

  private static @Nullable DatabaseFault of(SQLException failure) {
    var state = failure.getSQLState();
    if (state == null) {
      return refusedByPool(failure) ? OUTAGE : null;
    }
    if (UNSTORABLE.contains(state)) {
      return UNSTORABLE_TEXT;
    }
    // Classes 08 and 53: no connection, no resources.
    var outage = OUTAGES.contains(state) || state.startsWith("08") || state.startsWith("53");
    return outage ? OUTAGE : null;
  }

  /** Agroal names neither state nor type when it has no connection to give. */
  private static boolean refusedByPool(SQLException failure) {
    var message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("acquisition timeout")
        || message.contains("closed")
        || failure.getCause() instanceof IOException;
  }
}
