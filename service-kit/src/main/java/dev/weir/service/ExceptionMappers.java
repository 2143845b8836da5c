package dev.weir.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way out of a request that is not its answer, as {@code application/problem+json}. */
class ExceptionMappers {
  private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
  private static final String NO_ENUM_CONSTANT = "No enum constant ";

  @ServerExceptionMapper
  public Response refused(ServiceException refusal, UriInfo uri) {
    if (refusal.type() == ProblemType.INTERNAL) {
      return unknown(refusal, uri);
    }
    return Problems.answer(refusal.type(), refusal.getMessage(), uri.getPath());
  }

  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException fault, UriInfo uri) {
    return malformed(JsonFault.describe(fault), uri);
  }

  /**
   * What Quarkus itself refuses: no such path, method, media type; a body or path it can't read.
   */
  @ServerExceptionMapper
  public Response refusedByQuarkus(WebApplicationException refusal, UriInfo uri, Request request) {
    var json = cause(refusal, JsonProcessingException.class);
    if (json.isPresent()) {
      return malformed(JsonFault.describe(json.get()), uri);
    }
    var argument = cause(refusal, IllegalArgumentException.class);
    if (argument.isPresent() && refusal.getResponse().getStatus() < 500) {
      return malformed(unreadableParameter(argument.get()), uri);
    }
    return ofStatus(refusal, uri, request.getMethod());
  }

  @ServerExceptionMapper(Throwable.class)
  public Response anythingElse(Throwable failure, UriInfo uri) {
    var fault = DatabaseFault.in(failure);
    if (fault == null) {
      return unknown(failure, uri);
    }
    return switch (fault) {
      case OUTAGE -> {
        LOG.warnf("database not available path=%s cause=%s", uri.getPath(), failure);
        yield Problems.answer(
            ProblemType.UNAVAILABLE, "the database is not available: try again", uri.getPath());
      }
      case UNSTORABLE_TEXT ->
          malformed("a text holds the character U+0000, which can't be stored", uri);
    };
  }

  private static Response unknown(Throwable failure, UriInfo uri) {
    var id = UUID.randomUUID();
    LOG.errorf(failure, "request failed errorId=%s path=%s", id, uri.getPath());
    return Problems.answer(ProblemType.INTERNAL, "it was logged as error " + id, uri.getPath());
  }

  private static Response ofStatus(WebApplicationException refusal, UriInfo uri, String method) {
    var status = refusal.getResponse().getStatusInfo();
    var path = uri.getPath();
    return switch (status.getStatusCode()) {
      case 400 -> malformed(refusal.getMessage(), uri);
      case 404 -> Problems.answer(ProblemType.NOT_FOUND, "nothing is at " + path, path);
      case 405 ->
          Problems.answer(ProblemType.METHOD_NOT_ALLOWED, path + " does not know " + method, path);
      case 413 -> Problems.answer(ProblemType.TOO_LARGE, null, path);
      case 415 ->
          Problems.answer(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send application/json", path);
      case 503 -> Problems.answer(ProblemType.UNAVAILABLE, null, path);
      case 500 -> unknown(refusal, uri);
      default -> Problems.answer(status, path);
    };
  }

  private static Response malformed(String detail, UriInfo uri) {
    return Problems.answer(ProblemType.MALFORMED_REQUEST, detail, uri.getPath());
  }

  /** The JDK's words for a number or an enum's name it can't read name classes; ours don't. */
  private static String unreadableParameter(IllegalArgumentException fault) {
    var message = String.valueOf(fault.getMessage());
    if (fault instanceof NumberFormatException) {
      return "not a number: " + message;
    }
    return message.startsWith(NO_ENUM_CONSTANT)
        ? "there is no such value: " + message.substring(message.lastIndexOf('.') + 1)
        : message;
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
