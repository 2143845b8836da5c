package dev.weir.compiler;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds {@code @Libraries} in sources that are parsed and not compiled yet: compiling them takes
 * the libraries. Classes go by their simple names.
 */
final class LibraryScanner extends TreeScanner<Void, String> {
  private final DocTrees trees;
  private final Findings findings;
  private final List<LibraryDeclaration> declarations = new ArrayList<>();
  private final Map<String, String> supertypes = new HashMap<>();
  private final Map<String, ExpressionTree> constants = new HashMap<>();
  private CompilationUnitTree unit;

  private LibraryScanner(CompilationUnitTree first, DocTrees trees, Findings findings) {
    this.unit = first;
    this.trees = trees;
    this.findings = findings;
  }

  static LibraryDeclarations scan(
      List<CompilationUnitTree> units, DocTrees trees, Findings findings) {
    var scanner = new LibraryScanner(units.getFirst(), trees, findings);
    units.forEach(unit -> unit.accept(new Constants(scanner.constants), ""));
    for (var unit : units) {
      scanner.unit = unit;
      unit.accept(scanner, "");
    }
    return new LibraryDeclarations(scanner.declarations, scanner.supertypes);
  }

  @Override
  public Void visitClass(ClassTree type, String around) {
    var name = type.getSimpleName().toString();
    if (type.getExtendsClause() != null) {
      supertypes.put(name, simple(type.getExtendsClause().toString()));
    }
    declare(type.getModifiers(), name, "");
    return super.visitClass(type, name);
  }

  @Override
  public Void visitMethod(MethodTree method, String type) {
    declare(method.getModifiers(), type, method.getName().toString());
    return null;
  }

  private void declare(ModifiersTree modifiers, String type, String method) {
    for (var annotation : modifiers.getAnnotations()) {
      if (simple(annotation.getAnnotationType().toString()).equals("Libraries")) {
        declarations.add(
            new LibraryDeclaration(
                type,
                method,
                texts(annotation, "value"),
                texts(annotation, "repositories"),
                place(annotation)));
      }
    }
  }

  private List<String> texts(AnnotationTree annotation, String element) {
    var texts = new ArrayList<String>();
    for (var argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree named) {
        if (named.getVariable().toString().equals(element)) {
          collect(named.getExpression(), texts);
        }
      } else if (element.equals("value")) {
        collect(argument, texts);
      }
    }
    return texts;
  }

  private void collect(ExpressionTree expression, List<String> texts) {
    if (expression instanceof NewArrayTree array) {
      array.getInitializers().forEach(each -> collect(each, texts));
      return;
    }
    text(expression, 0)
        .ifPresentOrElse(
            texts::add,
            () ->
                findings.add(
                    place(expression),
                    "@Libraries can't be read here: " + expression,
                    "Write the coordinates out, or name a String constant of this source."));
  }

  private Optional<String> text(ExpressionTree expression, int depth) {
    return switch (expression) {
      case LiteralTree literal when literal.getValue() instanceof String text -> Optional.of(text);
      case ParenthesizedTree inner -> text(inner.getExpression(), depth);
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          text(sum.getLeftOperand(), depth)
              .flatMap(left -> text(sum.getRightOperand(), depth).map(left::concat));
      case IdentifierTree name -> constant(name.getName().toString(), depth);
      case MemberSelectTree name -> constant(name.getIdentifier().toString(), depth);
      default -> Optional.empty();
    };
  }

  /** Constants may name constants, though not each other. */
  private Optional<String> constant(String name, int depth) {
    var value = constants.get(name);
    return value == null || depth > constants.size() ? Optional.empty() : text(value, depth + 1);
  }

  private Place place(Tree tree) {
    var start = trees.getSourcePositions().getStartPosition(unit, tree);
    return new Place(unit.getSourceFile().getName(), (int) unit.getLineMap().getLineNumber(start));
  }

  private static String simple(String name) {
    var plain = name.replaceFirst("<.*", "");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  /** Gathers what static final fields are set to. */
  private static final class Constants extends TreeScanner<Void, String> {
    private final Map<String, ExpressionTree> found;

    Constants(Map<String, ExpressionTree> found) {
      this.found = found;
    }

    @Override
    public Void visitVariable(VariableTree field, String nothing) {
      if (field.getInitializer() != null
          && field.getType() != null
          && simple(field.getType().toString()).equals("String")) {
        found.putIfAbsent(field.getName().toString(), field.getInitializer());
      }
      return null;
    }
  }
}
