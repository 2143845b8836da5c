package dev.weir.compiler;

import dev.weir.compiler.Operands.Value;
import dev.weir.compiler.SelfUse.Access;
import dev.weir.compiler.SelfUse.Call;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads what an instance method does with {@code this}. */
final class SelfReader {
  private static final Set<String> MAY_TAKE_NULL =
      Set.of("isNull", "nonNull", "requireNonNullElse", "requireNonNullElseGet", "ofNullable");
  private static final Set<String> CHANGE =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "append",
          "clear",
          "compute",
          "computeIfAbsent",
          "computeIfPresent",
          "insert",
          "merge",
          "offer",
          "poll",
          "pop",
          "push",
          "put",
          "putAll",
          "putIfAbsent",
          "remove",
          "removeAll",
          "removeFirst",
          "removeIf",
          "removeLast",
          "replaceAll",
          "retainAll",
          "set",
          "sort");

  private final FlowClasses classes;
  private final Operands stack = new Operands();
  private final Set<Label> handlers;
  private final List<Access> reads = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> writes = new HashSet<>();
  private final Set<String> changes = new HashSet<>();
  private final Set<String> tolerates = new HashSet<>();
  private final List<Access> unstoredReads = new ArrayList<>();
  private final List<Access> lambdas = new ArrayList<>();
  private final List<Integer> nulls = new ArrayList<>();
  private boolean sure = true;
  private int line;

  private SelfReader(FlowClasses classes, CodeModel code) {
    this.classes = classes;
    this.handlers =
        code.exceptionHandlers().stream()
            .map(ExceptionCatch::handler)
            .collect(Collectors.toUnmodifiableSet());
  }

  static SelfUse read(FlowClasses classes, MethodModel method) {
    var code = method.code();
    if (code.isEmpty() || method.flags().has(AccessFlag.STATIC)) {
      return SelfUse.NONE;
    }
    var reader = new SelfReader(classes, code.get());
    code.get().forEach(reader::element);
    return new SelfUse(
        reader.reads,
        reader.calls,
        reader.writes,
        reader.changes,
        reader.tolerates,
        reader.unstoredReads,
        reader.lambdas,
        MergeReader.read(method),
        reader.nulls);
  }

  private void element(CodeElement element) {
    switch (element) {
      case LineNumber number -> line = number.line();
      case LabelTarget target -> {
        var handles = handlers.contains(target.label());
        sure &= !handles;
        stack.arriveAt(target.label(), handles);
      }
      case LoadInstruction load when load.slot() == 0 -> stack.push(Value.Plain.THIS);
      case FieldInstruction field -> field(field);
      case InvokeDynamicInstruction call -> lambda(call);
      case Instruction instruction -> {
        note(instruction);
        StackEffects.apply(instruction, stack);
      }
      default -> {}
    }
  }

  private void field(FieldInstruction field) {
    switch (field.opcode()) {
      case GETFIELD -> {
        var ofThis = stack.pop() == Value.Plain.THIS;
        stack.push(ofThis ? read(field) : Operands.other(TypeKind.from(field.typeSymbol())));
      }
      case GETSTATIC -> stack.push(read(field));
      default -> {
        noteWrite(field);
        StackEffects.apply(field, stack);
      }
    }
  }

  private Value read(FieldInstruction field) {
    var owner = field.owner().asInternalName();
    var artifact = classes.artifact(owner, field.name().stringValue());
    var unstored = classes.unstored(owner, field.name().stringValue());
    artifact.ifPresent(name -> reads.add(new Access(name, line, sure)));
    unstored.ifPresent(name -> unstoredReads.add(new Access(name, line, sure)));
    var other = Operands.other(TypeKind.from(field.typeSymbol()));
    return artifact
        .or(() -> unstored)
        .<Value>map(name -> new Value.OfField(name, other.wide()))
        .orElse(other);
  }

  private void noteWrite(FieldInstruction field) {
    var owner = field.owner().asInternalName();
    var name = field.name().stringValue();
    if (field.opcode() == Opcode.PUTSTATIC || stack.peek(1) == Value.Plain.THIS) {
      classes.artifact(owner, name).or(() -> classes.unstored(owner, name)).ifPresent(writes::add);
    }
    if (stack.peek(0) == Value.Plain.LAMBDA) {
      classes.artifact(owner, name).ifPresent(it -> lambdas.add(new Access(it, line, sure)));
    }
  }

  private void note(Instruction instruction) {
    switch (instruction) {
      case InvokeInstruction call -> call(call);
      case ReturnInstruction _ when stack.peek(0) == Value.Plain.NULL -> nulls.add(line);
      case ArrayStoreInstruction _ -> addField(stack.peek(2), changes);
      case TypeCheckInstruction check when check.opcode() == Opcode.INSTANCEOF ->
          addField(stack.peek(0), tolerates);
      case BranchInstruction branch -> branch(branch.opcode());
      case TableSwitchInstruction _, LookupSwitchInstruction _ -> sure = false;
      default -> {}
    }
  }

  private void branch(Opcode opcode) {
    if (opcode == Opcode.IFNULL || opcode == Opcode.IFNONNULL) {
      addField(stack.peek(0), tolerates);
    }
    sure &= opcode == Opcode.GOTO || opcode == Opcode.GOTO_W;
  }

  private void call(InvokeInstruction call) {
    var owner = call.owner().asInternalName();
    var name = call.name().stringValue();
    var arguments = call.typeSymbol().parameterCount();
    if (call.opcode() == Opcode.INVOKESTATIC) {
      if (MAY_TAKE_NULL.contains(name)) {
        IntStream.range(0, arguments).forEach(i -> addField(stack.peek(i), tolerates));
      }
      return;
    }
    var receiver = stack.peek(arguments);
    if (receiver == Value.Plain.THIS && classes.inFamily(owner)) {
      var target = new MethodId(owner, name, call.type().stringValue());
      calls.add(new Call(target, call.opcode() == Opcode.INVOKESPECIAL, sure));
    }
    if (CHANGE.contains(name) && (owner.startsWith("java/util/") || owner.contains("StringBu"))) {
      addField(receiver, changes);
    }
  }

  private void lambda(InvokeDynamicInstruction call) {
    var captured = call.typeSymbol().parameterCount();
    if (captured > 0
        && stack.peek(captured - 1) == Value.Plain.THIS
        && !CodeReader.isStepReference(call.typeSymbol().returnType())) {
      handles(call).forEach(target -> calls.add(new Call(target, target.isLambda(), false)));
    }
    StackEffects.apply(call, stack);
    if (call.bootstrapMethod().methodName().equals("metafactory")) { // the other one serializes
      stack.pop();
      stack.push(Value.Plain.LAMBDA);
    }
  }

  private Stream<MethodId> handles(InvokeDynamicInstruction call) {
    return call.bootstrapArgs().stream()
        .filter(DirectMethodHandleDesc.class::isInstance)
        .map(DirectMethodHandleDesc.class::cast)
        .filter(handle -> classes.inFamily(CodeReader.internalName(handle.owner())))
        .map(
            handle ->
                new MethodId(
                    CodeReader.internalName(handle.owner()),
                    handle.methodName(),
                    handle.lookupDescriptor()));
  }

  private static void addField(Value value, Set<String> names) {
    if (value instanceof Value.OfField field) {
      names.add(field.name());
    }
  }
}
