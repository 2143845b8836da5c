package dev.weir.libraries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A Maven repository in a folder, with small artifacts made on the spot. */
public record MavenFolder(Path root) {
  /** In settings: Maven Central is nowhere. */
  static final String NO_CENTRAL =
      "<mirrors><mirror><id>none</id><mirrorOf>central</mirrorOf><url>file:///nowhere</url></mirror></mirrors>";

  /** As a repository's URL. */
  public String url() {
    return root.toUri().toString();
  }

  /**
   * Publishes a jar with one class.
   *
   * @param coordinates {@code group:artifact:version}
   * @param name of the class, with its package; without one it is in package {@code lib}
   * @param dependencies coordinates of what it needs to run
   */
  public Path publish(String coordinates, String name, String source, String... dependencies)
      throws IOException {
    var parts = coordinates.split(":");
    var folder = root.resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]);
    Files.createDirectories(folder);
    var base = parts[1] + "-" + parts[2];
    write(folder.resolve(base + ".pom"), pom(parts, dependencies).getBytes(StandardCharsets.UTF_8));
    var jar = folder.resolve(base + ".jar");
    jar(jar, name, source);
    writeSha1(jar);
    writeVersions(folder.getParent(), parts);
    return jar;
  }

  /** Publishes a pom alone: a parent, or a BOM. */
  public void publishPom(String coordinates, String content) throws IOException {
    var parts = coordinates.split(":");
    var folder = root.resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]);
    Files.createDirectories(folder);
    var text =
        "<project><modelVersion>4.0.0</modelVersion>%s<packaging>pom</packaging>%s</project>"
            .formatted(ids(parts), content);
    write(
        folder.resolve(parts[1] + "-" + parts[2] + ".pom"), text.getBytes(StandardCharsets.UTF_8));
  }

  /** As a pom names it. */
  public String asRepository() {
    return "<repositories><repository><id>ours</id><url>%s</url></repository></repositories>"
        .formatted(url());
  }

  /** As a pom names it, or without a version what manages it. */
  public static String dependency(String coordinates, String... more) {
    var parts = coordinates.split(":");
    var version = parts.length > 2 ? "<version>" + parts[2] + "</version>" : "";
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s%s</dependency>"
        .formatted(parts[0], parts[1], version, String.join("", more));
  }

  /** Settings that never lead to Maven Central: its mirror is a folder without anything. */
  public static MavenHome offCentral(Path folder) throws IOException {
    var home = Files.createDirectories(folder.resolve(".m2"));
    var nothing = folder.resolve("nothing").toUri();
    Files.writeString(
        home.resolve("settings.xml"),
        "<settings><mirrors><mirror><id>none</id><mirrorOf>central</mirrorOf><url>"
            + nothing
            + "</url></mirror></mirrors></settings>");
    return new MavenHome(home, Optional.empty());
  }

  /** The repository goes away. */
  public void delete() throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String pom(String[] parts, String... dependencies) {
    var pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion>").append(ids(parts));
    pom.append("<dependencies>");
    for (var dependency : dependencies) {
      pom.append("<dependency>").append(ids(dependency.split(":"))).append("</dependency>");
    }
    return pom.append("</dependencies></project>").toString();
  }

  private static String ids(String[] parts) {
    return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted((Object[]) parts);
  }

  private static void jar(Path jar, String name, String source) throws IOException {
    var folder = Files.createTempDirectory("library");
    var path = (name.contains(".") ? name : "lib." + name).replace('.', '/');
    var file = folder.resolve(path + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), file.toString());
    if (failed != 0) {
      throw new IllegalArgumentException("does not compile: " + source);
    }
    var entry = path + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(folder.resolve(entry), out);
    }
    new MavenFolder(folder).delete();
  }

  private static void writeVersions(Path artifact, String[] parts) throws IOException {
    var versions = new ArrayList<String>();
    try (var folders = Files.newDirectoryStream(artifact, Files::isDirectory)) {
      folders.forEach(folder -> versions.add(folder.getFileName().toString()));
    }
    var list = new StringBuilder();
    versions.stream().sorted().forEach(v -> list.append("<version>" + v + "</version>"));
    var text =
        "<metadata><groupId>%s</groupId><artifactId>%s</artifactId><versioning><versions>%s</versions></versioning></metadata>"
            .formatted(parts[0], parts[1], list);
    write(artifact.resolve("maven-metadata.xml"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    writeSha1(file);
  }

  private static void writeSha1(Path file) throws IOException {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".sha1"), HexFormat.of().formatHex(sha1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a class that says in which version it is. */
  public static String saying(String name, String text) {
    return "package lib; public class %s { public static String text() { return \"%s\"; } }"
        .formatted(name, text);
  }
}
