package dev.weir.compiler;

import dev.weir.compiler.MethodCode.Call;
import dev.weir.compiler.MethodCode.NamedInput;
import dev.weir.protocol.FlowGraph.Kind;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one method's instructions, in order. */
final class CodeReader {
  private static final Set<String> TRANSITIONS =
      Set.of("next", "branch", "foreach", "choose", "parallel");

  private final FlowClasses classes;
  private final MethodId id;
  private final boolean isOwn;
  private final Set<String> reads = new HashSet<>();
  private final Set<String> writes = new HashSet<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Call> handles = new ArrayList<>();
  private final Set<String> mentions = new HashSet<>();
  private final Set<String> unstored = new HashSet<>();
  private final List<TransitionCode> transitions = new ArrayList<>();
  private final List<NamedInput> namedInputs = new ArrayList<>();
  private final List<Integer> dropped = new ArrayList<>();
  private final List<MethodId> pending = new ArrayList<>();
  private final OptionKeys keys = new OptionKeys();
  private @Nullable CodeElement previous;
  private boolean previousIsTransition;
  private boolean reflects;
  private int arrayLength;
  private int firstLine;
  private int line;

  private CodeReader(FlowClasses classes, MethodId id, boolean isStatic) {
    this.classes = classes;
    this.id = id;
    this.isOwn = !isStatic && classes.inFamily(id.owner());
  }

  static MethodCode read(FlowClasses classes, MethodModel method) {
    var owner = method.parent().orElseThrow().thisClass().asInternalName();
    var id =
        new MethodId(owner, method.methodName().stringValue(), method.methodType().stringValue());
    var reader = new CodeReader(classes, id, method.flags().has(AccessFlag.STATIC));
    method.code().ifPresent(code -> code.forEach(reader::element));
    return reader.result();
  }

  private MethodCode result() {
    return new MethodCode(
        id,
        firstLine,
        reads,
        writes,
        calls,
        handles,
        mentions,
        unstored,
        reflects,
        transitions,
        namedInputs,
        dropped);
  }

  private void element(CodeElement element) {
    switch (element) {
      case LineNumber number -> line(number.line());
      case Instruction instruction -> {
        noteDropped(instruction);
        previousIsTransition = false;
        instruction(instruction);
        previous = instruction;
      }
      default -> {}
    }
    keys.see(element);
  }

  private void instruction(Instruction instruction) {
    switch (instruction) {
      case FieldInstruction field -> field(field);
      case InvokeInstruction call -> call(call);
      case InvokeDynamicInstruction call -> dynamic(call);
      case NewObjectInstruction made -> mention(made.className().asInternalName());
      case NewReferenceArrayInstruction made -> array(made);
      case TypeCheckInstruction check -> mention(check.type().asInternalName());
      case ConstantInstruction.LoadConstantInstruction load -> constant(load.constantValue());
      default -> {}
    }
  }

  private void array(NewReferenceArrayInstruction made) {
    if (isStepReference(made.componentType().asSymbol())
        && previous instanceof ConstantInstruction length
        && length.constantValue() instanceof Integer number) {
      arrayLength = number;
    }
  }

  private void line(int number) {
    line = number;
    firstLine = firstLine == 0 ? number : firstLine;
  }

  private void noteDropped(Instruction instruction) {
    if (previousIsTransition && instruction.opcode() == Opcode.POP) {
      dropped.add(line);
    }
  }

  private void field(FieldInstruction field) {
    var owner = field.owner().asInternalName();
    mention(owner);
    if (field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC || !isOwn) {
      classes.unstored(owner, field.name().stringValue()).ifPresent(unstored::add);
    }
    classes
        .artifact(owner, field.name().stringValue())
        .ifPresent(
            name -> {
              var into =
                  switch (field.opcode()) {
                    case PUTFIELD -> writes;
                    default -> reads;
                  };
              into.add(name);
            });
  }

  private void call(InvokeInstruction call) {
    var target =
        new MethodId(
            call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
    mention(target.owner());
    reflects |= Reflection.uses(target);
    if (isTransition(target)) {
      transition(target);
      return;
    }
    if (target.owner().equals("dev/weir/flow/Inputs")
        && target.name().equals("named")
        && previous instanceof ConstantInstruction constant
        && constant.constantValue() instanceof String step) {
      namedInputs.add(new NamedInput(step, line));
    }
    if (target.name().equals("option")) {
      keys.option();
    }
    calls.add(new Call(target, line));
  }

  private boolean isTransition(MethodId target) {
    return TRANSITIONS.contains(target.name())
        && target.descriptor().contains("Ldev/weir/flow/FlowSpec$")
        && (classes.has(target.owner()) || target.owner().equals("dev/weir/flow/FlowSpec"));
  }

  private void transition(MethodId target) {
    var kind =
        switch (target.name()) {
          case "branch" -> Kind.BRANCH;
          case "foreach" -> Kind.FOREACH;
          case "choose" -> Kind.CHOICE;
          case "parallel" -> Kind.PARALLEL;
          default -> Kind.LINEAR;
        };
    var expected =
        switch (kind) {
          case BRANCH -> 2 + othersInArray();
          case CHOICE -> target.descriptor().contains("[") ? 2 + othersInArray() : 2;
          case LINEAR, FOREACH, PARALLEL, END -> 1;
        };
    transitions.add(new TransitionCode(kind, List.copyOf(pending), expected, keys.take(), line));
    pending.clear();
    previousIsTransition = true;
  }

  /** How many steps follow the first two; none can be told when the array was made elsewhere. */
  private int othersInArray() {
    var writtenHere =
        previous instanceof Instruction before
            && (before.opcode() == Opcode.ANEWARRAY || before.opcode() == Opcode.AASTORE);
    return writtenHere ? arrayLength : Integer.MIN_VALUE;
  }

  private void dynamic(InvokeDynamicInstruction call) {
    reflects |= Reflection.isUnknown(call.bootstrapMethod());
    var makes = call.typeSymbol().returnType();
    for (var argument : call.bootstrapArgs()) {
      if (!(argument instanceof DirectMethodHandleDesc handle)) {
        constant(argument);
        continue;
      }
      var target =
          new MethodId(
              internalName(handle.owner()), handle.methodName(), handle.lookupDescriptor());
      if (isStepReference(makes)) {
        pending.add(Bridges.behind(target, classes).orElse(target));
        keys.stepReference();
        continue;
      }
      mention(target.owner());
      reflects |= Reflection.uses(target);
      handles.add(new Call(target, line));
    }
  }

  static boolean isStepReference(ClassDesc type) {
    return type.packageName().equals("dev.weir.flow") && type.displayName().startsWith("FlowSpec$");
  }

  private void constant(ConstantDesc constant) {
    switch (constant) {
      case ClassDesc type when type.isClassOrInterface() -> mention(internalName(type));
      case DirectMethodHandleDesc handle -> reflects = true;
      default -> {}
    }
  }

  private void mention(String owner) {
    reflects |= Reflection.isOutside(owner) && !classes.has(owner);
    mentions.add(owner);
  }

  static String internalName(ClassDesc type) {
    var descriptor = type.descriptorString();
    return type.isClassOrInterface()
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }
}
