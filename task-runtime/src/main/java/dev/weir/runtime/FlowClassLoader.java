package dev.weir.runtime;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The author's classes and libraries, loaded afresh for one task. They see the JDK, what an author
 * imports, and nothing else of ours: neither our libraries nor what another task left in static
 * fields. Without a name, which would stand before every class in a stack trace.
 */
final class FlowClassLoader extends URLClassLoader {

  FlowClassLoader(List<Path> jars) throws IOException {
    super(urls(jars), new SdkLoader());
  }

  private static URL[] urls(List<Path> jars) throws IOException {
    var urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }

  /** The JDK and flow-sdk. Finds no resources but the JDK's. */
  private static final class SdkLoader extends ClassLoader {
    private static final String SDK = "dev.weir.flow.";
    private static final String INTERNAL = "dev.weir.flow.internal.";

    private final ClassLoader ours = FlowClassLoader.class.getClassLoader();

    SdkLoader() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(SDK) && !name.startsWith(INTERNAL)) {
        return ours.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
