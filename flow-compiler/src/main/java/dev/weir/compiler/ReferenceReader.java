package dev.weir.compiler;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything that a method names. What stands in a {@code try} that catches a {@code LinkageError}
 * is left out: there the author knows that it may be missing.
 */
final class ReferenceReader {
  private static final Set<String> GUARDS =
      Set.of(
          "java/lang/LinkageError",
          "java/lang/NoClassDefFoundError",
          "java/lang/IncompatibleClassChangeError",
          "java/lang/NoSuchMethodError",
          "java/lang/NoSuchFieldError");

  private final List<ExceptionCatch> guards;
  private final List<Reference> found = new ArrayList<>();
  private int open;
  private int line;

  private ReferenceReader(CodeModel code) {
    this.guards =
        code.exceptionHandlers().stream()
            .filter(
                handler ->
                    handler
                        .catchType()
                        .filter(type -> GUARDS.contains(type.asInternalName()))
                        .isPresent())
            .toList();
  }

  static List<Reference> read(MethodModel method) {
    return method.code().map(ReferenceReader::read).orElse(List.of());
  }

  private static List<Reference> read(CodeModel code) {
    var reader = new ReferenceReader(code);
    code.forEach(reader::element);
    return reader.found;
  }

  private void element(CodeElement element) {
    switch (element) {
      case LineNumber number -> line = number.line();
      case LabelTarget target -> open += opened(target.label());
      case InvokeInstruction call -> call(call);
      case InvokeDynamicInstruction call -> dynamic(call);
      case FieldInstruction field ->
          add(
              new Reference.ToField(
                  field.owner().asInternalName(),
                  field.name().stringValue(),
                  field.type().stringValue(),
                  line));
      case NewObjectInstruction made -> type(made.className().asInternalName());
      case TypeCheckInstruction check -> type(check.type().asInternalName());
      case LoadConstantInstruction load -> constant(load.constantValue());
      default -> {}
    }
  }

  private int opened(Label label) {
    int starts = (int) guards.stream().filter(guard -> guard.tryStart().equals(label)).count();
    int ends = (int) guards.stream().filter(guard -> guard.tryEnd().equals(label)).count();
    return starts - ends;
  }

  private void call(InvokeInstruction call) {
    boolean virtual =
        call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE;
    var id =
        new MethodId(
            call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
    add(new Reference.ToMethod(id, virtual, line));
  }

  /** A step that is named in a transition runs in a task of its own. */
  private void dynamic(InvokeDynamicInstruction call) {
    if (!CodeReader.isStepReference(call.typeSymbol().returnType())) {
      call.bootstrapArgs().forEach(this::constant);
    }
  }

  private void constant(ConstantDesc constant) {
    switch (constant) {
      case ClassDesc type when type.isClassOrInterface() -> type(CodeReader.internalName(type));
      case DirectMethodHandleDesc handle -> handle(handle);
      default -> {}
    }
  }

  private void handle(DirectMethodHandleDesc handle) {
    var owner = CodeReader.internalName(handle.owner());
    switch (handle.kind()) {
      case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> type(owner);
      case CONSTRUCTOR -> {
        type(owner);
        method(owner, "<init>", handle, false);
      }
      case VIRTUAL, INTERFACE_VIRTUAL -> method(owner, handle.methodName(), handle, true);
      case STATIC, INTERFACE_STATIC, SPECIAL, INTERFACE_SPECIAL ->
          method(owner, handle.methodName(), handle, false);
    }
  }

  private void method(String owner, String name, DirectMethodHandleDesc handle, boolean virtual) {
    add(
        new Reference.ToMethod(
            new MethodId(owner, name, handle.lookupDescriptor()), virtual, line));
  }

  private void type(String internalName) {
    add(new Reference.ToClass(internalName, line));
  }

  private void add(Reference reference) {
    if (open == 0 && !reference.owner().startsWith("[")) {
      found.add(reference);
    }
  }
}
