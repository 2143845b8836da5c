package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.BlobStoreContract;
import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.testkit.faults.Fault;
import dev.weir.testkit.faults.FaultPlan;
import dev.weir.testkit.faults.FaultyS3;
import dev.weir.testkit.faults.S3Operation;
import dev.weir.testkit.quarkus.FaultyS3Resource;
import dev.weir.testkit.quarkus.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against the service, over an S3 on which every fourth request goes wrong. */
@QuarkusTest
@WithTestResource(FaultyS3Resource.class)
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "database", value = "artifacts"))
class RemoteBlobStoreOverFaultyS3Test extends BlobStoreContract {
  private static final List<Fault> FAULTS =
      List.of(
          Fault.INTERNAL_ERROR,
          Fault.SLOW_DOWN,
          new Fault.Reset(),
          new Fault.LostAnswer(),
          new Fault.TruncatedBody(),
          new Fault.WrongByte(),
          new Fault.Stall(Duration.ofMillis(300)));

  @TestHTTPResource("/")
  URI service;

  FaultyS3 s3;

  @BeforeEach
  void goWrong() {
    s3.follow(FaultPlan.seeded(3, 0.25, 1, FAULTS));
  }

  @AfterEach
  void heal() {
    s3.heal();
  }

  @Override
  protected BlobStore store() {
    return new RemoteBlobStore(
        new ServiceHttp(service, new Principal("ada")), new Project("faulty"));
  }

  @Test
  void getsOverAStallOfFiveSeconds() throws Exception {
    // Given
    var bytes = randomBytes(2_000_000);
    s3.heal();
    s3.fail(request -> true, 1, new Fault.Stall(Duration.ofSeconds(5)));
    // When
    var digest = store().put(bytes);
    s3.fail(request -> true, 1, new Fault.Stall(Duration.ofSeconds(5)));
    // Then
    assertThat(store().read(digest)).isEqualTo(bytes);
  }

  @Test
  void goesOnOnceExpiredCredentialsAreRenewed() throws Exception {
    for (var size : List.of(1000, 3_000_000)) {
      // Given
      var bytes = randomBytes(size);
      s3.heal();
      s3.expireCredentials();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        s3.forgetTraffic();
        var putting = threads.submit(() -> store().put(bytes));
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> s3.traffic().count(S3Operation.PUT_OBJECT) > 0);
        // When
        s3.renewCredentials();
        // Then
        assertThat(store().read(putting.get())).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aChangeInTheMiddleMovesLittle() throws Exception {
    // Given
    s3.heal();
    var before = randomBytes(8_000_000);
    store().put(before);
    var after = new byte[before.length + 100];
    System.arraycopy(before, 0, after, 0, 4_000_000);
    System.arraycopy(before, 4_000_000, after, 4_000_100, 4_000_000);
    // When
    s3.forgetTraffic();
    var digest = store().put(after);
    var moved = s3.traffic().bytesUp();
    store().put(after);
    // Then
    assertThat(moved).isBetween(1L, 2_200_000L);
    assertThat(s3.traffic().bytesUp()).isEqualTo(moved);
    assertThat(store().read(digest)).isEqualTo(after);
  }
}
