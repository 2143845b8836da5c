package dev.weir.compiler;

import dev.weir.compiler.MergeUse.Selection;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Finds the calls of {@code mergeArtifacts} in a method and the names written in them. */
final class MergeReader {
  private static final String MERGE = "dev/weir/flow/Merge";

  private final List<MergeUse> found = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private Optional<Selection> selection = Optional.empty();
  private Object lastConstant = 0;
  private Object arrayLength = 0;
  private int line;

  private MergeReader() {}

  static List<MergeUse> read(MethodModel method) {
    var reader = new MergeReader();
    method.code().ifPresent(code -> code.forEach(reader::element));
    return reader.found;
  }

  private void element(CodeElement element) {
    switch (element) {
      case LineNumber number -> line = number.line();
      case Instruction instruction -> instruction(instruction);
      default -> {}
    }
  }

  private void instruction(Instruction instruction) {
    switch (instruction) {
      case ConstantInstruction constant -> constant(constant.constantValue());
      case NewReferenceArrayInstruction _ -> {
        arrayLength = lastConstant;
        names.clear();
      }
      case FieldInstruction field when field.owner().asInternalName().equals(MERGE) ->
          selection = Optional.of(Selection.ALL);
      case InvokeInstruction call -> call(call);
      default -> {}
    }
  }

  private void constant(Object value) {
    lastConstant = value;
    if (value instanceof String name) {
      names.add(name);
    }
  }

  private void call(InvokeInstruction call) {
    var name = call.name().stringValue();
    if (call.owner().asInternalName().equals(MERGE)) {
      var written = arrayLength.equals(names.size());
      selection =
          written
              ? Optional.of(new Selection(name.equals("include"), new LinkedHashSet<>(names)))
              : Optional.empty();
      return;
    }
    if (name.equals("mergeArtifacts")
        && call.type().stringValue().startsWith("(Ldev/weir/flow/Inputs;")) {
      var all = call.typeSymbol().parameterCount() == 1;
      found.add(new MergeUse(line, all ? Optional.of(Selection.ALL) : selection));
      selection = Optional.empty();
    }
  }
}
