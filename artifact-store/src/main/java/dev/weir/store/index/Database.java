package dev.weir.store.index;

import dev.weir.protocol.ChunkId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Plain SQL: whole sets of rows go in and out as arrays, which no mapping to objects would do in
 * one statement. Inside a transaction, the connection is the transaction's.
 */
@ApplicationScoped
class Database {
  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  /** One row of an answer as a value. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> query(String sql, Row<T> row, Object... values) {
    return run(
        sql,
        values,
        statement -> {
          var found = new ArrayList<T>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(row.read(rows));
            }
          }
          return found;
        });
  }

  /** The answer's only row, if it has one. */
  <T> Optional<T> queryOne(String sql, Row<T> row, Object... values) {
    return query(sql, row, values).stream().findFirst();
  }

  /** How many rows it changed. */
  int update(String sql, Object... values) {
    return run(sql, values, PreparedStatement::executeUpdate);
  }

  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Object[] values, Work<T> work) {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, sqlValue(connection, values[i]));
      }
      return work.with(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the index does not answer: " + e.getMessage(), e);
    }
  }

  private static Object sqlValue(Connection connection, Object value) throws SQLException {
    return switch (value) {
      case byte[][] hashes -> array(connection, "bytea", hashes);
      case Integer[] numbers -> array(connection, "int4", numbers);
      case Long[] numbers -> array(connection, "int8", numbers);
      default -> value;
    };
  }

  private static Array array(Connection connection, String type, Object[] values)
      throws SQLException {
    return connection.createArrayOf(type, values);
  }

  static byte[] bytes(String sha256) {
    return HexFormat.of().parseHex(sha256);
  }

  static byte[][] bytes(Collection<ChunkId> chunks) {
    return chunks.stream().map(chunk -> bytes(chunk.sha256())).toArray(byte[][]::new);
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
