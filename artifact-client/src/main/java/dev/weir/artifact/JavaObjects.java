package dev.weir.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/** Java's own serialization: the last resort, which only Java reads. */
final class JavaObjects {
  private JavaObjects() {}

  static byte[] write(Object value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (RuntimeException e) {
      throw new AuthorCodeException("writing a " + value.getClass().getName(), e);
    }
    return bytes.toByteArray();
  }

  static Object read(InputStream bytes, ClassLoader classes) throws IOException {
    try (var in = new LoadingStream(bytes, classes)) {
      return in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("the code has no class " + e.getMessage() + " (any more)", e);
    } catch (RuntimeException e) {
      throw new AuthorCodeException("reading what was serialized", e);
    }
  }

  /** Finds the flow's classes, which the loader of this class does not see. */
  private static final class LoadingStream extends ObjectInputStream {
    private final ClassLoader classes;

    LoadingStream(InputStream in, ClassLoader classes) throws IOException {
      super(in);
      this.classes = classes;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(described.getName(), false, classes);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(described);
      }
    }
  }
}
