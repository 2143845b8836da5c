package dev.weir.service;

import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets in only requests that name a user; health, metrics and the like under /q/ stay open. */
class PrincipalFilter {
  private final CurrentPrincipal current;

  PrincipalFilter(CurrentPrincipal current) {
    this.current = current;
  }

  @ServerRequestFilter(preMatching = true)
  public void identify(ContainerRequestContext request) {
    if (request.getUriInfo().getPath().startsWith("/q/")) {
      return;
    }
    var name = request.getHeaderString(Principal.HEADER);
    if (name == null || name.isBlank()) {
      throw new ServiceException(
          ProblemType.UNAUTHENTICATED, "say who you are in the header " + Principal.HEADER);
    }
    try {
      current.is(new Principal(name));
    } catch (IllegalArgumentException e) {
      throw new ServiceException(
          ProblemType.UNAUTHENTICATED, "header " + Principal.HEADER + ": " + e.getMessage(), e);
    }
  }
}
