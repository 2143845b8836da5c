package dev.weir.service;

import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who sent the request at hand. */
@RequestScoped
public class CurrentPrincipal {
  private @Nullable Principal principal;

  public Principal get() {
    if (principal == null) {
      throw new ServiceException(ProblemType.UNAUTHENTICATED, "this request names no user");
    }
    return principal;
  }

  void is(Principal asking) {
    principal = asking;
  }
}
