package dev.weir.compiler;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreeScanner;
import java.util.List;

/**
 * Checks the steps of sources that do not compile: of a step that can be none, javac tells only
 * what it does to others.
 */
final class StepDeclarations extends TreeScanner<Void, String> {
  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final Findings findings;

  private StepDeclarations(CompilationUnitTree unit, DocTrees trees, Findings findings) {
    this.unit = unit;
    this.trees = trees;
    this.findings = findings;
  }

  static void check(List<CompilationUnitTree> units, DocTrees trees, Findings findings) {
    units.forEach(unit -> unit.accept(new StepDeclarations(unit, trees, findings), ""));
  }

  /** A class whose only step is that one may be a whole flow, whose end it is. */
  private boolean onlyStep;

  @Override
  public Void visitClass(ClassTree type, String around) {
    onlyStep = type.getMembers().stream().filter(StepDeclarations::hasStep).count() == 1;
    return super.visitClass(type, type.getSimpleName().toString());
  }

  @Override
  public Void visitMethod(MethodTree method, String flow) {
    if (hasStep(method)) {
      var name = method.getName().toString();
      var place = new Place(unit.getSourceFile().getName(), Declarations.line(unit, trees, method));
      StepReader.refuseReserved(name, place, findings);
      var end = name.equals(StartAndEnd.END) || isMarkedEnd(method);
      if (!fits(method, end) && !(onlyStep && fits(method, true))) {
        StepReader.refuseSignature(name, end, flow, place, findings);
      }
    }
    return null;
  }

  private static boolean hasStep(Tree member) {
    return member instanceof MethodTree method
        && method.getModifiers().getAnnotations().stream().anyMatch(StepDeclarations::isStep);
  }

  private static boolean isMarkedEnd(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .filter(StepDeclarations::isStep)
        .flatMap(step -> step.getArguments().stream())
        .anyMatch(said -> said.toString().equals("end = true"));
  }

  private static boolean isStep(AnnotationTree annotation) {
    var name = annotation.getAnnotationType().toString();
    return name.equals("Step") || name.equals("dev.weir.flow.Step");
  }

  private static boolean fits(MethodTree method, boolean end) {
    var parameters = method.getParameters();
    var takes =
        parameters.isEmpty()
            || (parameters.size() == 1 && !end && names(parameters.getFirst().getType(), "Inputs"));
    return takes && names(method.getReturnType(), end ? "void" : "Next");
  }

  private static boolean names(Tree type, String expected) {
    var plain = type.toString().replaceFirst("<.*", "");
    return plain.equals(expected) || plain.equals("dev.weir.flow." + expected);
  }
}
