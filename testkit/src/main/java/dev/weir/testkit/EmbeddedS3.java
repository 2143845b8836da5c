package dev.weir.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * An S3 in this JVM over a directory of plain files, on the loopback interface. Checks signatures
 * and checksums; knows no versions, tags or lifecycles.
 */
public final class EmbeddedS3 implements AutoCloseable {
  private final Scratch scratch;
  private final BlobStore objects;
  private final S3Proxy server;

  private EmbeddedS3(Scratch scratch, BlobStore objects, S3Proxy server) {
    this.scratch = scratch;
    this.objects = objects;
    this.server = server;
  }

  /** Keeps its objects in that directory; on a free port if it is 0. */
  public static EmbeddedS3 durable(Path directory, int port) throws IOException {
    return start(Scratch.kept(directory), port);
  }

  /** Forgets its objects when closed. */
  public static EmbeddedS3 temporary() throws IOException {
    return start(Scratch.temporary("weir-s3-"), 0);
  }

  private static EmbeddedS3 start(Scratch scratch, int port) throws IOException {
    var settings = new Properties();
    settings.setProperty("jclouds.filesystem.basedir", scratch.directory().toString());
    var objects = BlobStores.create("filesystem-nio2", settings);
    var server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4,
                AwsCredentials.LOCAL.accessKeyId(),
                AwsCredentials.LOCAL.secretAccessKey())
            .ignoreUnknownHeaders(true)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      scratch.close();
      throw new IOException("S3 does not start on port " + port + ": " + e.getMessage(), e);
    }
    return new EmbeddedS3(scratch, objects, server);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Creates the bucket unless it is there. */
  public void createBucket(String name) {
    if (!objects.containerExists(name)) {
      objects.createContainer(name);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
      objects.close();
      scratch.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("S3 does not stop: " + e.getMessage(), e);
    }
  }
}
