package dev.weir.metadata;

import dev.weir.client.MetadataClient;
import dev.weir.client.ServiceHttp;
import dev.weir.protocol.Principal;
import dev.weir.testkit.quarkus.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;

/** A service with a database, and how to talk to it. */
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "database", value = "metadata"))
public abstract class MetadataTest {
  @TestHTTPResource protected URI base;

  protected MetadataClient metadata() {
    return metadata("ada");
  }

  protected MetadataClient metadata(String user) {
    return new MetadataClient(new ServiceHttp(base, new Principal(user)));
  }

  protected static RequestSpecification request() {
    return RestAssured.given().header(Principal.HEADER, "ada").contentType("application/json");
  }
}
