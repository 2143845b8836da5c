package dev.weir.compiler;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where classes, methods and fields are declared, and their documentation. */
final class SourceIndex {
  private final Map<String, Entry> entries = new HashMap<>();

  /**
   * One declaration.
   *
   * @param doc empty when there is none
   */
  record Entry(Place place, String doc) {}

  Optional<Entry> type(String binaryName) {
    return Optional.ofNullable(entries.get(binaryName));
  }

  Optional<Entry> method(String binaryName, String method, int parameters) {
    return Optional.ofNullable(entries.get(binaryName + "#" + method + "/" + parameters));
  }

  Optional<Entry> field(String binaryName, String field) {
    return Optional.ofNullable(entries.get(binaryName + "#" + field));
  }

  void add(CompilationUnitTree unit, DocTrees trees) {
    new Scanner(unit, trees).scan(unit, null);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(entries.size());
    for (var entry : new TreeMap<>(entries).entrySet()) {
      CompileCache.writeText(entry.getKey(), out);
      CompileCache.writeText(entry.getValue().place().file(), out);
      out.writeInt(entry.getValue().place().line());
      CompileCache.writeText(entry.getValue().doc(), out);
    }
  }

  static SourceIndex read(DataInputStream in) throws IOException {
    var index = new SourceIndex();
    for (int left = in.readInt(); left > 0; left--) {
      var key = CompileCache.readText(in);
      var place = new Place(CompileCache.readText(in), in.readInt());
      index.entries.put(key, new Entry(place, CompileCache.readText(in)));
    }
    return index;
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final Deque<String> names = new ArrayDeque<>();

    Scanner(CompilationUnitTree unit, DocTrees trees) {
      this.unit = unit;
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (type.getSimpleName().isEmpty()) {
        return null;
      }
      names.addLast(prefix() + type.getSimpleName());
      put(names.getLast(), type);
      super.visitClass(type, nothing);
      names.removeLast();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      put(names.getLast() + "#" + method.getName() + "/" + method.getParameters().size(), method);
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      put(names.getLast() + "#" + field.getName(), field);
      return null;
    }

    private String prefix() {
      if (!names.isEmpty()) {
        return names.getLast() + "$";
      }
      return unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
    }

    private void put(String key, Tree tree) {
      var position = trees.getSourcePositions().getEndPosition(unit, tree);
      var doc = trees.getDocComment(getCurrentPath());
      entries.put(
          key,
          new Entry(
              new Place(file(), position < 0 ? 0 : Declarations.line(unit, trees, tree)),
              doc == null ? "" : Docs.text(doc)));
    }

    private String file() {
      return unit.getSourceFile().getName();
    }
  }
}
