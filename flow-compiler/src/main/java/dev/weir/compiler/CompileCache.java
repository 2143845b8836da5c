package dev.weir.compiler;

import dev.weir.libraries.LibraryResolver;
import dev.weir.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What javac made of sources, in files named for all that decides it: the sources and their names,
 * flow-sdk, the options, the JDK; and it says which libraries they were compiled against. An
 * unchanged flow starts without javac. A file that is not whole is as good as none; one that can't
 * be written is done without.
 */
final class CompileCache {
  /** Says where; the command's start script sets it. */
  private static final String FOLDER = "weir.cache";

  private static final String FORMAT = "compiled 2";
  private static final int MOST_ENTRIES = 200;

  private final Path folder;

  CompileCache(Path folder) {
    this.folder = folder;
  }

  /** The user's, where there is one. */
  static Optional<CompileCache> ofUser() {
    return Optional.ofNullable(System.getProperty(FOLDER))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new CompileCache(Path.of(folder, "compiled")));
  }

  /** Names what javac will make of these sources with these options and this class path. */
  static String key(List<Path> sources, List<String> options, List<Path> classPath)
      throws IOException {
    var facts = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(facts)) {
      out.writeUTF(FORMAT);
      out.writeUTF(System.getProperty("java.vm.version"));
      out.writeUTF(String.join("\n", options));
      for (var entry : classPath) {
        try (var files = Files.walk(entry)) { // a jar, or a folder of classes
          for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
            writeDigest(file, out);
          }
        }
      }
      for (var source : sources) {
        out.writeUTF(source.toString());
        writeDigest(source, out);
      }
    }
    return Digest.of(facts.toByteArray()).sha256();
  }

  private static void writeDigest(Path file, DataOutputStream out) throws IOException {
    out.writeUTF(Digest.of(Files.readAllBytes(file)).toString());
  }

  /** Nothing where the libraries that the sources ask for are no longer what they were. */
  Optional<Code> find(String key, SourceFiles sources, LibraryResolver resolver) {
    try {
      var file = folder.resolve(key);
      var bytes = Files.readAllBytes(file);
      var sum = sum(bytes, Digest.newSha256().getDigestLength());
      if (!Arrays.equals(bytes, 0, sum.length, sum, 0, sum.length)) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      try (var in =
          new DataInputStream(
              new ByteArrayInputStream(bytes, sum.length, bytes.length - sum.length))) {
        return code(in, sources, resolver);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Code> code(
      DataInputStream in, SourceFiles sources, LibraryResolver resolver) throws IOException {
    var libraries = KeptLibraries.read(in);
    var findings = new Findings(Rule.LIBRARIES);
    var path = ClassPath.of(libraries.declared(), sources.project(), resolver, findings);
    findings.throwIfAny();
    return libraries.are(path)
        ? Optional.of(new Code(sources.origin(), files(in), files(in), SourceIndex.read(in), path))
        : Optional.empty();
  }

  /** Of all that follows the sum itself. */
  private static byte[] sum(byte[] bytes, int length) throws IOException {
    if (bytes.length < length) {
      throw new IOException("too short");
    }
    var sha256 = Digest.newSha256();
    sha256.update(bytes, length, bytes.length - length);
    return sha256.digest();
  }

  void keep(String key, Code code) {
    var written = folder.resolve(UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(folder);
      Files.write(written, bytes(code));
      Files.move(written, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
      removeOldest();
    } catch (IOException e) {
      // The next run compiles again.
    }
  }

  private static byte[] bytes(Code code) throws IOException {
    var content = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(content)) {
      KeptLibraries.of(code.classPath()).write(out);
      write(code.classes(), out);
      write(code.sources(), out);
      code.index().write(out);
    }
    var all = new ByteArrayOutputStream();
    all.writeBytes(Digest.newSha256().digest(content.toByteArray()));
    content.writeTo(all);
    return all.toByteArray();
  }

  private static void write(SortedMap<String, byte[]> files, DataOutputStream out)
      throws IOException {
    out.writeInt(files.size());
    for (var file : files.entrySet()) {
      writeText(file.getKey(), out);
      out.writeInt(file.getValue().length);
      out.write(file.getValue());
    }
  }

  private static SortedMap<String, byte[]> files(DataInputStream in) throws IOException {
    var files = new TreeMap<String, byte[]>();
    for (int left = in.readInt(); left > 0; left--) {
      files.put(readText(in), in.readNBytes(in.readInt()));
    }
    return files;
  }

  /** Unlike {@code writeUTF}, of any length. */
  static void writeText(String text, DataOutputStream out) throws IOException {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private void removeOldest() throws IOException {
    try (var entries = Files.list(folder)) {
      var newestFirst =
          entries.sorted(Comparator.comparing(CompileCache::lastUsed).reversed()).toList();
      for (var old : newestFirst.stream().skip(MOST_ENTRIES).toList()) {
        Files.deleteIfExists(old);
      }
    }
  }

  private static Instant lastUsed(Path entry) {
    try {
      return Files.getLastModifiedTime(entry).toInstant();
    } catch (IOException e) {
      return Instant.MAX; // Somebody else has just removed it.
    }
  }
}
