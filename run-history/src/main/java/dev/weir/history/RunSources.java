package dev.weir.history;

import dev.weir.protocol.CodePackage;
import dev.weir.protocol.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/** The sources in a run's code package, by their path in it: of a Maven project all its files. */
public final class RunSources {
  private RunSources() {}

  public static SortedMap<String, byte[]> of(RunPlaces.Found found) throws IOException {
    var jar = jar(found);
    var sources = new TreeMap<String, byte[]>();
    var project = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var name = entry.getName();
        if (name.startsWith(CodePackage.PROJECT_FILES)) {
          project.put(name.substring(CodePackage.PROJECT_FILES.length()), zip.readAllBytes());
        } else if (name.endsWith(".java")) {
          sources.put(name, zip.readAllBytes());
        }
      }
    }
    if (!project.isEmpty()) {
      return project;
    }
    if (sources.isEmpty()) {
      throw new RecordException(
          "the code of run " + found.run().id() + " holds no sources: it came as classes");
    }
    return sources;
  }

  private static byte[] jar(RunPlaces.Found found) throws IOException {
    try {
      return found.store().read(found.code().classes());
    } catch (ServiceException e) {
      throw found.told(e);
    }
  }
}
