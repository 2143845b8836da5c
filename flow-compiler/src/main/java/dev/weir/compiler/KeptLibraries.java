package dev.weir.compiler;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a kept result of javac says about libraries.
 *
 * @param declared what the sources ask for, so that they need not be parsed to know
 * @param compiled digests of what javac was given, in the order of the class path
 */
record KeptLibraries(LibraryDeclarations declared, List<String> compiled) {

  static KeptLibraries of(ClassPath path) {
    return new KeptLibraries(path.declared(), digests(path));
  }

  /** Whether javac would be given the same now. */
  boolean are(ClassPath path) {
    return compiled.equals(digests(path));
  }

  private static List<String> digests(ClassPath path) {
    return path.compile().stream().map(each -> each.library().file().toString()).toList();
  }

  void write(DataOutputStream out) throws IOException {
    write(compiled, out);
    out.writeInt(declared.supertypes().size());
    for (var each : new TreeMap<>(declared.supertypes()).entrySet()) {
      write(List.of(each.getKey(), each.getValue()), out);
    }
    out.writeInt(declared.all().size());
    for (var each : declared.all()) {
      write(List.of(each.type(), each.method(), each.place().file()), out);
      out.writeInt(each.place().line());
      write(each.coordinates(), out);
      write(each.repositories(), out);
    }
  }

  static KeptLibraries read(DataInputStream in) throws IOException {
    var compiled = texts(in);
    var supertypes = new TreeMap<String, String>();
    for (int left = in.readInt(); left > 0; left--) {
      var pair = texts(in);
      supertypes.put(pair.get(0), pair.get(1));
    }
    var all = new ArrayList<LibraryDeclaration>();
    for (int left = in.readInt(); left > 0; left--) {
      all.add(declaration(in));
    }
    return new KeptLibraries(new LibraryDeclarations(all, Map.copyOf(supertypes)), compiled);
  }

  private static LibraryDeclaration declaration(DataInputStream in) throws IOException {
    var names = texts(in);
    var place = new Place(names.get(2), in.readInt());
    return new LibraryDeclaration(names.get(0), names.get(1), texts(in), texts(in), place);
  }

  private static void write(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (var text : texts) {
      CompileCache.writeText(text, out);
    }
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    var texts = new ArrayList<String>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(CompileCache.readText(in));
    }
    return texts;
  }
}
