package dev.weir.libraries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.util.SelectorUtils;

/**
 * A folder whose files go onto the class path of a Maven project.
 *
 * @param target where they go, as a path in a jar; empty for its root
 * @param includes patterns of Ant's, relative to the folder; none for all files
 * @param filtered whether the values are put in the place of their names
 */
public record ResourceFolder(
    Path folder,
    String target,
    List<String> includes,
    List<String> excludes,
    boolean filtered,
    Map<String, String> values) {
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}|@([^@\\s]+)@");

  public ResourceFolder {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
    values = Map.copyOf(values);
  }

  /** The files that are taken, by their path in a jar. */
  public SortedMap<String, Path> files() throws IOException {
    var files = new TreeMap<String, Path>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (var all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .filter(file -> isTaken(folder.relativize(file).toString()))
          .forEach(file -> files.put(inJar(file), file));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  /** What goes onto the class path of one of them. */
  public byte[] content(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    if (!filtered) {
      return bytes;
    }
    // Any byte is a character of Latin-1, and names are ASCII: nothing but them changes.
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    return NAME.matcher(text).replaceAll(this::value).getBytes(StandardCharsets.ISO_8859_1);
  }

  private String value(MatchResult found) {
    var name = found.group(1) == null ? found.group(2) : found.group(1);
    var value = values.get(name);
    return Matcher.quoteReplacement(
        value == null
            ? found.group()
            : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  private boolean isTaken(String path) {
    return (includes.isEmpty() || matches(includes, path)) && !matches(excludes, path);
  }

  private static boolean matches(List<String> patterns, String path) {
    return patterns.stream().anyMatch(pattern -> SelectorUtils.matchPath(pattern, path));
  }

  private String inJar(Path file) {
    var path = folder.relativize(file).toString().replace('\\', '/');
    return target.isEmpty() ? path : target + "/" + path;
  }
}
