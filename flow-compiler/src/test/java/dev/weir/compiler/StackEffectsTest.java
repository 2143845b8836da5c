package dev.weir.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** javac notes how many operands there are where branches meet; the model has to agree. */
class StackEffectsTest {
  private final AtomicInteger compared = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(strings = {"java/util", "java/math", "java/time", "java/util/regex"})
  void modelAgreesWithTheStackMapsOfTheJdk(String packageName) throws IOException {
    var classes = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
    try (var files = Files.list(classes.resolve(packageName))) {
      for (var file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        compare(file);
      }
    }
    assertThat(compared).hasValueGreaterThan(1000);
  }

  private void compare(Path file) throws IOException {
    for (var method : ClassFile.of().parse(Files.readAllBytes(file)).methods()) {
      method.code().ifPresent(code -> compare(file + " " + method.methodName(), method, code));
    }
  }

  private void compare(String where, MethodModel method, CodeModel code) {
    var frames = frames(method);
    var handlers =
        code.exceptionHandlers().stream().map(ExceptionCatch::handler).collect(Collectors.toSet());
    var stack = new Operands();
    for (var element : code) {
      switch (element) {
        case LabelTarget target -> arrive(where, stack, target.label(), handlers, frames);
        case Instruction instruction -> StackEffects.apply(instruction, stack);
        default -> {}
      }
    }
  }

  private void arrive(
      String where, Operands stack, Label label, Set<Label> handlers, Map<Label, Integer> frames) {
    stack.arriveAt(label, handlers.contains(label));
    if (frames.containsKey(label)) {
      assertThat(stack.depth()).as(where).isEqualTo(frames.get(label));
      compared.incrementAndGet();
    }
  }

  private static Map<Label, Integer> frames(MethodModel method) {
    return method
        .findAttribute(Attributes.code())
        .flatMap(code -> code.findAttribute(Attributes.stackMapTable()))
        .map(
            table ->
                table.entries().stream()
                    .collect(
                        Collectors.toMap(StackMapFrameInfo::target, frame -> frame.stack().size())))
        .orElse(Map.of());
  }
}
