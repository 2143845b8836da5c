package dev.weir.compiler;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;

/** Finds the line of a declaration: that of its name rather than that of its annotations. */
final class Declarations {
  private Declarations() {}

  static long start(CompilationUnitTree unit, DocTrees trees, Tree tree) {
    var positions = trees.getSourcePositions();
    return switch (tree) {
      case MethodTree method when method.getReturnType() != null ->
          positions.getStartPosition(unit, method.getReturnType());
      case VariableTree field when field.getType() != null ->
          positions.getStartPosition(unit, field.getType());
      case ClassTree type -> afterAnnotations(unit, trees, type);
      default -> positions.getStartPosition(unit, tree);
    };
  }

  static int line(CompilationUnitTree unit, DocTrees trees, Tree tree) {
    return (int) unit.getLineMap().getLineNumber(start(unit, trees, tree));
  }

  private static long afterAnnotations(CompilationUnitTree unit, DocTrees trees, ClassTree type) {
    ModifiersTree modifiers = type.getModifiers();
    var positions = trees.getSourcePositions();
    if (modifiers.getAnnotations().isEmpty()) {
      return positions.getStartPosition(unit, type);
    }
    return positions.getEndPosition(unit, modifiers.getAnnotations().getLast()) + 1;
  }
}
