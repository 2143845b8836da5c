package dev.weir.store.s3;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What S3's refusals mean, in our words. The SDK has asked again by itself before it gives up. */
final class S3Faults {
  private static final Logger LOG = Logger.getLogger(S3Faults.class);
  private static final Set<String> OLD_CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidAccessKeyId",
          "InvalidToken",
          "TokenRefreshRequired",
          "SignatureDoesNotMatch",
          "RequestTimeTooSkewed");
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private S3Faults() {}

  static <T> T asking(String bucket, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw translated(bucket, e);
    }
  }

  static RuntimeException translated(String bucket, SdkException fault) {
    return switch (fault) {
      case SdkServiceException refusal -> refused(bucket, refusal);
      case SdkClientException failure when lacksCredentials(failure) ->
          credentials("there are no credentials for S3", failure);
      default ->
          new ServiceException(
              ProblemType.UNAVAILABLE, "S3 can't be reached: " + fault.getMessage(), fault);
    };
  }

  private static RuntimeException refused(String bucket, SdkServiceException refusal) {
    var code = code(refusal);
    if (OLD_CREDENTIALS.contains(code)) {
      return credentials("S3 refuses the service's credentials (" + code + ")", refusal);
    }
    if (refusal.isThrottlingException()) {
      return new ServiceException(ProblemType.UNAVAILABLE, "S3 asks to slow down", refusal);
    }
    if (refusal.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code)) {
      return new NoSuchObjectException(refusal);
    }
    return switch (refusal.statusCode()) {
      // 409: two conditional requests at once, of which the other one was first.
      case 412, 409 -> new ObjectIsThereException(refusal);
      case FORBIDDEN ->
          credentials(
              "S3 does not let the service's credentials use bucket %s (%s)"
                  .formatted(bucket, code),
              refusal);
      case 429, 500, 502, 503, 504 ->
          new ServiceException(ProblemType.UNAVAILABLE, "S3 is not available", refusal);
      default ->
          new ServiceException(
              ProblemType.INTERNAL,
              "S3 refused bucket " + bucket + ": " + refusal.getMessage(),
              refusal);
    };
  }

  private static String code(SdkServiceException refusal) {
    var details = refusal instanceof AwsServiceException service ? service.awsErrorDetails() : null;
    @Nullable String code = details == null ? null : details.errorCode();
    return code == null ? "HTTP " + refusal.statusCode() : code;
  }

  /** The SDK has no type of its own for it. */
  private static boolean lacksCredentials(SdkClientException failure) {
    return String.valueOf(failure.getMessage()).contains("Unable to load credentials");
  }

  /** Logged besides: who can renew them reads this service's log, not a flow's. */
  private static ServiceException credentials(String what, SdkException cause) {
    LOG.warnf("%s cause=%s", what, cause.getMessage());
    return new ServiceException(
        ProblemType.STORAGE_CREDENTIALS,
        what
            + ": renew them where artifact-store gets them from (its role, profile or AWS_*"
            + " variables); what failed may then be tried again, and runs go on",
        cause);
  }

  /** Nothing is under that key. */
  static final class NoSuchObjectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchObjectException(SdkException cause) {
      super(cause);
    }
  }

  /** A conditional request found something there. */
  static final class ObjectIsThereException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ObjectIsThereException(SdkException cause) {
      super(cause);
    }
  }
}
