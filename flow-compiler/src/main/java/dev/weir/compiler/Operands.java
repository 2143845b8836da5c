package dev.weir.compiler;

import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JVM's operand stack while a method is read from top to bottom, as far as it matters which
 * values are {@code this} or come from its fields. What can't be told is some other value.
 */
final class Operands {
  private final Map<Label, List<Value>> arriving = new HashMap<>();
  private List<Value> values = new ArrayList<>();
  private boolean unreachable;

  /** A value on the stack; {@code wide} ones are long or double. */
  sealed interface Value {
    boolean wide();

    enum Plain implements Value {
      THIS,
      LAMBDA,
      /** Null, or null at times. */
      NULL,
      OTHER,
      OTHER_WIDE;

      @Override
      public boolean wide() {
        return this == OTHER_WIDE;
      }
    }

    /** Read from an artifact of {@code this}. */
    record OfField(String name, boolean wide) implements Value {}
  }

  static Value other(TypeKind kind) {
    return kind.slotSize() == 2 ? Value.Plain.OTHER_WIDE : Value.Plain.OTHER;
  }

  void push(Value value) {
    values.add(value);
  }

  void push(TypeKind kind) {
    if (kind != TypeKind.VOID) {
      push(other(kind));
    }
  }

  int depth() {
    return values.size();
  }

  /** The value that lies below so many others. */
  Value peek(int below) {
    var index = values.size() - 1 - below;
    return index < 0 ? Value.Plain.OTHER : values.get(index);
  }

  Value pop() {
    return values.isEmpty() ? Value.Plain.OTHER : values.removeLast();
  }

  void pop(int count) {
    for (var i = 0; i < count; i++) {
      pop();
    }
  }

  /** The instructions that only move values about. */
  void shuffle(Opcode opcode) {
    switch (opcode) {
      case POP -> popUnits(1);
      case POP2 -> popUnits(2);
      case DUP -> copyBelow(1, 0);
      case DUP_X1 -> copyBelow(1, 1);
      case DUP_X2 -> copyBelow(1, 2);
      case DUP2 -> copyBelow(2, 0);
      case DUP2_X1 -> copyBelow(2, 1);
      case DUP2_X2 -> copyBelow(2, 2);
      case SWAP -> {
        var upper = pop();
        var lower = pop();
        push(upper);
        push(lower);
      }
      default -> throw new IllegalArgumentException("not a stack instruction: " + opcode);
    }
  }

  void branchTo(Label target) {
    arriving.merge(target, List.copyOf(values), Operands::either);
  }

  /** What follows runs only where a branch leads to. */
  void stop() {
    unreachable = true;
    values.clear();
  }

  void arriveAt(Label label, boolean handlesExceptions) {
    var from = arriving.get(label);
    if (from != null) {
      values = new ArrayList<>(unreachable ? from : either(values, from));
    } else if (handlesExceptions) {
      values = new ArrayList<>(List.of(Value.Plain.OTHER));
    }
    unreachable = false;
  }

  private void copyBelow(int units, int unitsBetween) {
    var top = popUnits(units);
    var between = popUnits(unitsBetween);
    values.addAll(top);
    values.addAll(between);
    values.addAll(top);
  }

  private List<Value> popUnits(int units) {
    var popped = new ArrayList<Value>();
    for (var taken = 0; taken < units; taken += popped.getFirst().wide() ? 2 : 1) {
      popped.addFirst(pop());
    }
    return popped;
  }

  private static List<Value> either(List<Value> one, List<Value> two) {
    var merged = new ArrayList<Value>();
    for (var i = 0; i < Math.min(one.size(), two.size()); i++) {
      merged.add(either(one.get(i), two.get(i)));
    }
    return merged;
  }

  private static Value either(Value one, Value two) {
    if (one.equals(two)) {
      return one;
    }
    if (one == Value.Plain.NULL || two == Value.Plain.NULL) {
      return Value.Plain.NULL;
    }
    return one.wide() ? Value.Plain.OTHER_WIDE : Value.Plain.OTHER;
  }
}
