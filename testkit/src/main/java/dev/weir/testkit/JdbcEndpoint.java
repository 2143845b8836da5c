package dev.weir.testkit;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** How to connect to one PostgreSQL database. */
public record JdbcEndpoint(String url, String username, String password) {
  private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Creates another database on the same server unless it is there, and says how to reach it. */
  public JdbcEndpoint createDatabase(String name) throws SQLException {
    if (!DATABASE.matcher(name).matches()) {
      throw new IllegalArgumentException("not a database name (a-z, 0-9, _): " + name);
    }
    try (var connection = DriverManager.getConnection(url, username, password);
        var find = connection.prepareStatement("select from pg_database where datname = ?");
        var create = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        create.executeUpdate("create database " + name);
      }
    }
    return new JdbcEndpoint(url.replaceFirst("/[^/?]+(\\?.*)?$", "/" + name), username, password);
  }
}
