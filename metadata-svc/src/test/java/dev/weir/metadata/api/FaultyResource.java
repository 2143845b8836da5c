package dev.weir.metadata.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;

/** Fails in every way a service can that no request of ours brings about. */
@Path("/test/faults")
class FaultyResource {

  @GET
  @Path("bug")
  public String bug() {
    throw new IllegalStateException("the secret is 42");
  }

  @GET
  @Path("sql/{state}")
  public String sql(String state) {
    throw new IllegalStateException(new SQLException("the database says " + state, state));
  }

  @GET
  @Path("pool")
  public String pool() throws SQLException {
    throw new SQLException("Acquisition timeout while waiting for new connection");
  }
}
