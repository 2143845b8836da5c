package dev.weir.service;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A resource that takes a body gets one: an empty request would arrive as null. */
@Provider
class BodyRequired implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    @Nullable Object body = context.proceed();
    if (body == null) {
      throw new ServiceException(
          ProblemType.MALFORMED_REQUEST, "the request has no body; send JSON");
    }
    return body;
  }
}
