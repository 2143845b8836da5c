package dev.weir.compiler;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Keeps the class files that javac writes. */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final SortedMap<String, ByteArrayOutputStream> written = new TreeMap<>();

  MemoryFiles(StandardJavaFileManager files) {
    super(files);
  }

  SortedMap<String, byte[]> classes() {
    var classes = new TreeMap<String, byte[]>();
    written.forEach((path, bytes) -> classes.put(path, bytes.toByteArray()));
    return classes;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    var path = className.replace('.', '/') + kind.extension;
    return new SimpleJavaFileObject(URI.create("memory:///" + path.replace("$", "%24")), kind) {
      @Override
      public OutputStream openOutputStream() {
        var bytes = new ByteArrayOutputStream();
        written.put(path, bytes);
        return bytes;
      }
    };
  }
}
