package dev.weir.testkit.quarkus;

import dev.weir.testkit.EmbeddedPostgres;
import dev.weir.testkit.EmbeddedS3;
import dev.weir.testkit.EmbeddedSqs;
import dev.weir.testkit.JdbcEndpoint;
import dev.weir.testkit.QueueSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;

/** The parts that run in this JVM, or as its child: nothing to install, the default. */
final class EmbeddedBackend implements Backend {
  static final EmbeddedBackend SHARED = new EmbeddedBackend();

  private final SharedPart<EmbeddedPostgres> postgres =
      new SharedPart<>(EmbeddedPostgres::temporary);
  private final SharedPart<EmbeddedSqs> sqs = new SharedPart<>(() -> EmbeddedSqs.start(0));
  private final SharedPart<EmbeddedS3> s3 = new SharedPart<>(EmbeddedS3::temporary);

  @Override
  public JdbcEndpoint database(String name) {
    try {
      return postgres.get().createDatabase(name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public URI queues(List<QueueSpec> queues) {
    try {
      for (var queue : queues) {
        sqs.get().createQueue(queue);
      }
      return sqs.get().endpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public URI bucket(String name) {
    s3.get().createBucket(name);
    return s3.get().endpoint();
  }
}
