package dev.weir.store.s3;

import dev.weir.protocol.ProblemType;
import dev.weir.protocol.ServiceException;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An object on its way. Closed before its end, it drops the connection instead of reading the rest
 * for nobody; a connection that breaks is weather, like all that happens between us and S3.
 */
final class AbortingInputStream extends FilterInputStream {
  private final ResponseInputStream<?> object;
  private final String bucket;
  private boolean ended;

  AbortingInputStream(ResponseInputStream<?> object, String bucket) {
    super(object);
    this.object = object;
    this.bucket = bucket;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      var read = object.read(buffer, offset, length);
      ended = ended || read < 0;
      return read;
    } catch (SdkException e) {
      throw S3Faults.translated(bucket, e);
    } catch (IOException e) {
      throw new ServiceException(
          ProblemType.UNAVAILABLE, "the connection to S3 broke: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      object.abort();
    }
    object.close();
  }
}
