package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads that can find nothing are refused; whatever might find something is not. */
class ArtifactChecksTest {
  private static final String FIELDS =
      """
      int n; String s; List<String> list; int given = 5; List<String> made = new ArrayList<>();
      """;

  /** start at line 5, work at line 6, end at line 7, members from line 8. */
  private static String linear(String start, String work, String end, String members) {
    return source(
        """
        @Step Next start() { %s return next(this::work); }
        @Step Next work() { %s return next(this::end); }
        @Step void end() { %s }
        %s
        """
            .formatted(start, work, end, members));
  }

  /**
   * start at line 5, a at line 6, b at line 7, j at line 8, end at line 9, members from line 10.
   */
  private static String branches(String start, String a, String b, String j, String end) {
    return source(
        """
        @Step Next start() { %s return branch(this::a, this::b); }
        @Step Next a() { %s return next(this::j); }
        @Step Next b() { %s return next(this::j); }
        @Step Next j(Inputs<F> in) { %s return next(this::end); }
        @Step void end() { %s }
        """
            .formatted(start, a, b, j, end));
  }

  private static String source(String body) {
    return "import java.util.*;" + flow(FIELDS + "void use(Object o) {}\n" + body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"neverWritten", "lostAtAJoin"})
  void refuses(String problem, String source) {
    assertThat(Flows.problems(source)).containsExactly(problem);
  }

  static Stream<Arguments> neverWritten() {
    var inEnd = "7: step end reads n, which no step before it writes";
    return Stream.of(
        arguments(inEnd, linear("", "", "use(n);", "")),
        arguments(inEnd, linear("", "", "if (index() > 0) { use(n + 1); }", "")),
        arguments(inEnd, linear("", "", "Runnable r = () -> use(n);", "")),
        arguments(
            "6: step work reads n, which no step before it writes",
            linear("", "use(n); ", "n = 1;", "")),
        arguments(
            "5: step start reads list, which no step before it writes",
            linear("list.add(\"a\");", "use(list);", "use(list);", "")),
        arguments(
            "8: step end reads s, which no step before it writes",
            linear("", "", "help();", "void help() { use(s.length()); }")),
        arguments(
            "9: step end reads s, which no step before it writes",
            linear("", "", "help(1);", "void help(int i) { if (i > 0) {\n use(s.length()); } }")),
        arguments(
            "7: step b reads n, which no step before it writes",
            branches("", "n = 1;", "use(n);", "", "")));
  }

  static Stream<Arguments> lostAtAJoin() {
    var lost = "9: step end reads n, which join j doesn't pass on";
    return Stream.of(
        arguments(lost, branches("", "n = 1;", "", "", "use(n);")),
        arguments(lost, branches("n = 1;", "use(n);", "use(n);", "", "use(n);")),
        arguments(
            "9: step end reads n, which the branches a, b write and join j doesn't settle",
            branches("", "n = 1;", "n = 2;", "", "use(n);")),
        arguments(
            "9: step end reads given, which join j doesn't pass on",
            branches("given = 7;", "", "", "", "use(given);")),
        arguments(
            "9: step end reads made, which the branches a, b write and join j doesn't settle",
            branches("", "made.add(\"\");", "made.add(s = \"\");", "", "use(made);")),
        arguments(
            "8: join j reads n of its own, which is not there yet",
            branches("", "n = 1;", "n = 2;", "use(n); use(in.get(0).n);", "")),
        arguments(
            "9: step end reads s, which the branches a, b write and join j doesn't settle",
            branches("", "s = \"\";", "s = \"\";", "", "if (s != null) { use(s); }")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesMerges(String problem, String source) {
    assertThat(Flows.problems(source)).containsExactly(problem);
  }

  static Stream<Arguments> refusesMerges() {
    return Stream.of(
        arguments(
            "8: join j merges n, which the branches a, b write",
            branches("", "n = 1;", "n = 2;", "mergeArtifacts(in);", "use(n);")),
        arguments(
            "8: join j merges made, which the branches a, b write",
            branches(
                "", "made.add(\"\");", "made.add(s = \"\");", "mergeArtifacts(in);", "use(made);")),
        arguments(
            "8: join j merges n, which the branches a, b write",
            branches("", "n = 1;", "n = 2;", "mergeArtifacts(in, Merge.include(\"n\"));", "")),
        arguments(
            "9: step end reads n, which join j doesn't pass on",
            branches("n = 1;", "", "", "mergeArtifacts(in, Merge.exclude(\"n\"));", "use(n);")),
        arguments(
            "9: step end reads n, which join j doesn't pass on",
            branches("n = 1;", "", "", "mergeArtifacts(in, Merge.include(\"s\"));", "use(n);")),
        arguments(
            "8: step j merges m, which is no artifact",
            branches("n = 1;", "", "", "mergeArtifacts(in, Merge.exclude(\"m\"));", "use(n);")),
        arguments(
            "9: step end merges artifacts, but is no join",
            branches("", "", "", "", "mergeArtifacts(null);")));
  }

  @ParameterizedTest
  @MethodSource
  void accepts(String source) {
    assertThat(Flows.problems(source)).isEmpty();
  }

  static Stream<String> accepts() {
    return Stream.of(
        linear("n = 1;", "", "use(n);", ""),
        linear("if (index() > 0) { n = 1; }", "use(n);", "use(n);", ""),
        linear("help();", "use(n);", "", "void help() { n = 1; }"),
        linear("Runnable r = () -> n = 1; r.run();", "use(n);", "", ""),
        linear(
            "G.fill(this);",
            "use(n);",
            "",
            "static class G { static void fill(F f) { f.n = 1; } }"),
        linear("", "n += 1;", "use(n);", ""),
        linear("", "for (n = 0; n < 3; n++) { use(n); }", "", ""),
        linear("", "", "use(given + made.size());", ""),
        linear(
            "", "", "use(made2);", "String made2; F() { make(); } void make() { made2 = \"\"; }"),
        linear("", "", "use(p);", "@Parameter String p;"),
        linear("", "", "use(p);", "@IncludeFile String p;"),
        linear("", "", "if (s == null) { s = \"\"; }", ""),
        linear("", "", "use(Optional.ofNullable(s).orElse(\"\"));", ""),
        // A method of several steps may ask before it reads what only some of them have.
        linear(
            "help(false); n = 1;",
            "help(true);",
            "",
            "void help(boolean all) { if (all) use(n); }"),
        linear(
            "use(label()); s = \"\";",
            "use(label());",
            "",
            "String label() { return s == null ? \"\" : s; }"),
        // What @Catch writes.
        linear("", "", "use(failed.message());", "Failure failed;")
            .replace("@Step Next work", "@Catch(\"failed\") @Step Next work"),
        // A join that reads its inputs, and one that sums up.
        branches("", "n = 1;", "n = 2;", "use(in.get(0).n);", ""),
        branches("", "n = 1;", "n = 2;", "for (F f : in) { n += f.n; }", "use(n);"),
        branches("", "n = 1;", "", "n = in.named(\"a\").n;", "use(n);"),
        branches(
            "",
            "s = \"\";",
            "",
            "in.stream().map(f -> f.s).forEach(t -> made.add(t));",
            "use(made);"),
        branches(
            "", "made.add(\"\");", "", "for (F f : in) { made.addAll(f.made); }", "use(made);"),
        branches("n = 1;", "use(n);", "use(n + given);", "use(given);", "use(given);"),
        branches(
            "n = 1;", "", "", "use(in.stream().mapToInt(f -> f.n * 2).sum());", "n = 4; use(n);"),
        branches("n = 1;", "", "", "getClass().getDeclaredFields();", "use(n);"),
        // An initial value that nobody is known to change.
        branches("getClass().getDeclaredFields();", "", "", "", "use(given);"),
        // What a join merges.
        branches("n = 1;", "use(n);", "s = \"\";", "mergeArtifacts(in);", "use(n); use(s);"),
        branches("n = 1;", "", "", "Merge m = Merge.exclude(s); mergeArtifacts(in, m);", "use(n);")
            .replace("Merge.exclude(s)", "Merge.exclude(String.valueOf(n))"),
        branches(
            "n = 1;",
            "",
            "",
            "help(in);",
            "use(n); } void help(Inputs<F> in) { mergeArtifacts(in);"),
        branches("", "n = 1;", "n = 2;", "n = in.get(0).n; mergeArtifacts(in);", "use(n);"),
        branches("", "n = 1;", "n = 2;", "mergeArtifacts(in, Merge.exclude(\"n\", \"s\"));", ""),
        branches("n = 1;", "", "", "", "getClass().getDeclaredFields(); use(n);"));
  }

  /** Stack shapes that javac makes of one field between other operands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "use(index() > 0 ? \"a\" + n : 2L);",
        "long[] a = {1, n}; a[0] += n; a[0]++; use(a);",
        "double d = 1; d = 2 * (d += n); use(d);",
        "switch (index()) { case 1 -> use(1); default -> use(n); }",
        "try { use(1L); } catch (RuntimeException e) { use(n); }",
        "synchronized (this) { use(new int[2][n]); }",
        "use(index() > 0 && index() < 7L || n == 2);",
        "use(switch (index()) { case 1 -> n; default -> 2; });",
        "use(new String[] {\"a\", \"\" + n});",
      })
  void findsReadsAmongOtherOperands(String code) {
    assertThat(Flows.problems(linear("", "", code, "")))
        .containsExactly("7: step end reads n, which no step before it writes");
  }

  @Test
  void wayOutNamesWhoWritesTooLate() {
    var hints = Flows.hints(linear("", "use(n);", "n = 1;", ""));
    assertThat(hints)
        .containsExactly(
            "Only end writes it, too late. Assign it in a step before work, give it an initial"
                + " value, or make it a @Parameter.");
  }

  @Test
  void wayOutNamesWritersAndJoin() {
    var hints = Flows.hints(branches("", "n = 1;", "n = 2;", "", "use(n);"));
    assertThat(hints)
        .containsExactly(
            "Written by a, b. A join starts without it: assign it in j, from its inputs.");
  }

  @Test
  void oneCauseIsSaidOnce() {
    assertThat(Flows.problems(linear("", "use(n);", "use(n);", ""))).hasSize(1);
  }
}
