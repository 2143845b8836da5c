package dev.weir.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticStateTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { int x = 1; final int[] own = {1}; }",
        "class A { static final int N = 3; static final String TEXT = \"a\"; }",
        "class A { enum Colour { RED, BLUE; final int n = ordinal(); } }",
        "class A { enum E { X, Y } static int of(E e) { return switch (e) { case X -> 1; case Y -> 2; }; } }",
        "class A { void check(int n) { assert n > 0; } }",
        "class A { record Point(int x, int y) {} Runnable r = () -> System.out.println(1); }",
        "interface A { int N = 1; }",
      })
  void tasksCanNotTellThatTheyShare(String source) throws IOException {
    assertThat(StaticState.isIn(jar(source))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { static int count; }",
        "class A { static final int[] COUNTS = {0}; }",
        "class A { static final int NOW = (int) System.nanoTime(); }",
        "class A { private static final java.util.Map<String, String> CACHE = new java.util.HashMap<>(); }",
        "class A { enum Colour { RED; int uses; } }",
        "class A { enum Colour { RED; static int uses; } }",
        "class A { static { System.setProperty(\"a\", \"b\"); } }",
        "class A { static class Inner { static String last; } }",
        "interface A { java.util.List<String> SEEN = new java.util.ArrayList<>(); }",
      })
  void somethingCanStay(String source) throws IOException {
    assertThat(StaticState.isIn(jar(source))).isTrue();
  }

  private Path jar(String source) throws IOException {
    var file = Files.writeString(folder.resolve("A.java"), source);
    var classes = Files.createDirectory(folder.resolve("classes"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), file.toString());
    assertThat(code).isZero();
    var jar = folder.resolve("a.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var compiled = Files.list(classes)) {
      for (var each : compiled.toList()) {
        out.putNextEntry(new JarEntry(each.getFileName().toString()));
        Files.copy(each, out);
      }
    }
    return jar;
  }
}
