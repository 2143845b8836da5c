package dev.weir.compiler;

import dev.weir.compiler.Operands.Value;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** What each instruction does to the operand stack (JVM specification, chapter 6). */
final class StackEffects {
  private StackEffects() {}

  static void apply(Instruction instruction, Operands stack) {
    switch (instruction) {
      case LoadInstruction load -> stack.push(load.typeKind());
      case ConstantInstruction none when none.opcode() == Opcode.ACONST_NULL ->
          stack.push(Value.Plain.NULL);
      case ConstantInstruction constant -> stack.push(constant.typeKind());
      case NewObjectInstruction _ -> stack.push(TypeKind.REFERENCE);
      case StackInstruction shuffle -> stack.shuffle(shuffle.opcode());
      case StoreInstruction _ -> stack.pop();
      case ArrayLoadInstruction load -> replace(stack, 2, load.typeKind());
      case ArrayStoreInstruction _ -> stack.pop(3);
      case ConvertInstruction convert -> replace(stack, 1, convert.toType());
      case OperatorInstruction operator -> operator(operator, stack);
      case NewMultiArrayInstruction made -> replace(stack, made.dimensions(), TypeKind.REFERENCE);
      case FieldInstruction field -> field(field, stack);
      case InvokeInstruction call -> call(call, stack);
      case InvokeDynamicInstruction call -> result(call.typeSymbol(), stack);
      case BranchInstruction branch -> branch(branch, stack);
      case TableSwitchInstruction table -> jump(table.cases(), table.defaultTarget(), stack);
      case LookupSwitchInstruction table -> jump(table.cases(), table.defaultTarget(), stack);
      default -> other(instruction, stack);
    }
  }

  private static void other(Instruction instruction, Operands stack) {
    switch (instruction.opcode()) {
      case ATHROW, RETURN, IRETURN, LRETURN, FRETURN, DRETURN, ARETURN -> stack.stop();
      case MONITORENTER, MONITOREXIT -> stack.pop();
      case NEWARRAY, ANEWARRAY, INSTANCEOF -> replace(stack, 1, TypeKind.REFERENCE);
      default -> {} // a cast leaves the value as it is; the rest touches no operand
    }
  }

  private static void operator(OperatorInstruction operator, Operands stack) {
    switch (operator.opcode()) {
      case INEG, LNEG, FNEG, DNEG -> {} // as wide as before
      case ARRAYLENGTH -> replace(stack, 1, TypeKind.INT);
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> replace(stack, 2, TypeKind.INT);
      default -> replace(stack, 2, operator.typeKind());
    }
  }

  private static void field(FieldInstruction field, Operands stack) {
    var kind = TypeKind.from(field.typeSymbol());
    switch (field.opcode()) {
      case GETSTATIC -> stack.push(kind);
      case PUTSTATIC -> stack.pop();
      case GETFIELD -> replace(stack, 1, kind);
      default -> stack.pop(2);
    }
  }

  private static void call(InvokeInstruction call, Operands stack) {
    result(call.typeSymbol(), stack, hasReceiver(call) ? 1 : 0);
  }

  static boolean hasReceiver(InvokeInstruction call) {
    return switch (call.opcode()) {
      case INVOKESTATIC -> false;
      default -> true;
    };
  }

  private static void result(MethodTypeDesc type, Operands stack) {
    result(type, stack, 0);
  }

  private static void result(MethodTypeDesc type, Operands stack, int receivers) {
    replace(stack, type.parameterCount() + receivers, TypeKind.from(type.returnType()));
  }

  private static void branch(BranchInstruction branch, Operands stack) {
    switch (branch.opcode()) {
      case GOTO, GOTO_W -> {
        stack.branchTo(branch.target());
        stack.stop();
      }
      case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> {
        stack.pop();
        stack.branchTo(branch.target());
      }
      default -> {
        stack.pop(2);
        stack.branchTo(branch.target());
      }
    }
  }

  private static void jump(List<SwitchCase> cases, Label otherwise, Operands stack) {
    stack.pop();
    cases.forEach(each -> stack.branchTo(each.target()));
    stack.branchTo(otherwise);
    stack.stop();
  }

  private static void replace(Operands stack, int popped, TypeKind pushed) {
    stack.pop(popped);
    stack.push(pushed);
  }
}
