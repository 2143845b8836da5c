package dev.weir.compiler;

import dev.weir.flow.FlowSpec;
import dev.weir.libraries.LibraryFile;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Loads what a flow is compiled against, and nothing that is on this program's own class path. */
final class LibraryLoader extends URLClassLoader {
  LibraryLoader(List<LibraryFile> libraries) {
    super(urls(libraries), new Sdk());
  }

  private static URL[] urls(List<LibraryFile> libraries) {
    var urls = new ArrayList<URL>();
    try {
      for (var library : libraries) {
        urls.add(library.file().toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
    return urls.toArray(URL[]::new);
  }

  /** The JDK, and flow-sdk as this program knows it. */
  private static final class Sdk extends ClassLoader {
    Sdk() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("dev.weir.flow.")) {
        return FlowSpec.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
