package dev.weir.compiler;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys of the options of a choice, as far as they are constants: {@code option(SMALL, this::a)}
 * pushes the key, boxes it where it is a primitive, then makes the reference to a step of this.
 */
final class OptionKeys {
  private static final int WINDOW = 3;
  private static final String JAVA_LANG = "java/lang/";

  private final List<Instruction> before = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private Optional<String> pending = Optional.empty();

  /** What comes next in the method's code. */
  void see(CodeElement element) {
    switch (element) {
      case LabelTarget _ -> before.clear(); // several ways may lead here, each with another key
      case Instruction instruction -> {
        before.add(instruction);
        if (before.size() > WINDOW) {
          before.removeFirst();
        }
      }
      default -> {}
    }
  }

  /** A reference to a step is made; what stands before it is its option's key. */
  void stepReference() {
    pending = before.size() < 2 ? Optional.empty() : constant(before.size() - 2);
  }

  void option() {
    pending.ifPresent(keys::add);
    pending = Optional.empty();
  }

  /** The keys of the choice that ends here; unknown ones are left out. */
  List<String> take() {
    var all = List.copyOf(keys);
    keys.clear();
    return all;
  }

  private Optional<String> constant(int index) {
    return switch (before.get(index)) {
      case FieldInstruction field when field.opcode() == Opcode.GETSTATIC ->
          Optional.of(
              field.owner().asInternalName().replace('/', '.').replace('$', '.')
                  + "."
                  + field.name().stringValue());
      case ConstantInstruction constant -> Optional.of(text(constant));
      case InvokeInstruction boxing when isBoxing(boxing) && index > 0 ->
          before.get(index - 1) instanceof ConstantInstruction constant
              ? Optional.of(boxed(constant, boxing))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isBoxing(InvokeInstruction call) {
    return call.name().equalsString("valueOf")
        && call.owner().asInternalName().startsWith(JAVA_LANG)
        && call.typeSymbol().parameterCount() == 1;
  }

  private static String boxed(ConstantInstruction constant, InvokeInstruction boxing) {
    var text = text(constant);
    return switch (boxing.owner().asInternalName()) {
      case "java/lang/Integer" -> text;
      case "java/lang/Boolean" -> text.equals("1") ? "true" : "false";
      case "java/lang/Character" -> "'" + (char) Integer.parseInt(text) + "'";
      case String type -> type.substring(JAVA_LANG.length()).toLowerCase(Locale.ROOT) + " " + text;
    };
  }

  private static String text(ConstantInstruction constant) {
    var value = constant.constantValue();
    return value instanceof String text ? "\"" + text + "\"" : value.toString();
  }
}
