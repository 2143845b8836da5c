package dev.weir.store;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.BlobStoreContract;
import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;

/** The client against the service, over an S3. */
@StoreTest
class RemoteBlobStoreOverS3Test extends BlobStoreContract {
  @TestHTTPResource("/")
  URI service;

  @Override
  protected BlobStore store() {
    return new RemoteBlobStore(
        new ServiceHttp(service, new Principal("ada")), new Project("contract"));
  }
}
