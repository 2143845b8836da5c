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
  private static final String LINEAR =
      """
      @Step Next start() { {start} return next(this::work); }
      @Step Next work() { {work} return next(this::end); }
      @Step void end() { {end} }
      {members}
      """;

  /** start at line 5, a at line 6, b at line 7, j at line 8, end at line 9. */
  private static final String BRANCHES =
      """
      @Step Next start() { {start} return branch(this::a, this::b); }
      @Step Next a() { {a} return next(this::j); }
      @Step Next b() { {b} return next(this::j); }
      @Step Next j(Inputs<F> in) { {j} return next(this::end); }
      @Step void end() { {end} }
      """;

  private static String linear(String... code) {
    return source(LINEAR, code);
  }

  private static String branches(String... code) {
    return source(BRANCHES, code);
  }

  /** Each code begins with its step, such as {@code "start: n = 1;"}. */
  private static String source(String steps, String... code) {
    var body = steps;
    for (var each : code) {
      int colon = each.indexOf(": ");
      var place = "{" + each.substring(0, colon) + "}";
      assertThat(body).contains(place);
      body = body.replace(place, each.substring(colon + 2));
    }
    body = body.replaceAll("\\{(start|work|a|b|j|end|members)}", "");
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
        arguments(inEnd, linear("end: use(n);")),
        arguments(inEnd, linear("end: if (index() > 0) { use(n + 1); }")),
        arguments(inEnd, linear("end: Runnable r = () -> use(n);")),
        arguments(
            "6: step work reads n, which no step before it writes",
            linear("work: use(n); ", "end: n = 1;")),
        arguments(
            "5: step start reads list, which no step before it writes",
            linear("start: list.add(\"a\");", "work: use(list);", "end: use(list);")),
        arguments(
            "8: step end reads s, which no step before it writes",
            linear("end: help();", "members: void help() { use(s.length()); }")),
        arguments(
            "9: step end reads s, which no step before it writes",
            linear(
                "end: help(1);",
                "members: void help(int i) { if (i > 0) {\n use(s.length()); } }")),
        arguments(
            "7: step b reads n, which no step before it writes",
            branches("a: n = 1;", "b: use(n);")));
  }

  static Stream<Arguments> lostAtAJoin() {
    var lost = "9: step end reads n, which join j doesn't pass on";
    return Stream.of(
        arguments(lost, branches("a: n = 1;", "end: use(n);")),
        arguments(lost, branches("start: n = 1;", "a: use(n);", "b: use(n);", "end: use(n);")),
        arguments(
            "9: step end reads n, which the branches a, b write and join j doesn't settle",
            branches("a: n = 1;", "b: n = 2;", "end: use(n);")),
        arguments(
            "9: step end reads given, which join j doesn't pass on",
            branches("start: given = 7;", "end: use(given);")),
        arguments(
            "9: step end reads made, which the branches a, b write and join j doesn't settle",
            branches("a: made.add(\"\");", "b: made.add(s = \"\");", "end: use(made);")),
        arguments(
            "8: join j reads n of its own, which is not there yet",
            branches("a: n = 1;", "b: n = 2;", "j: use(n); use(in.get(0).n);")),
        arguments(
            "9: step end reads s, which the branches a, b write and join j doesn't settle",
            branches("a: s = \"\";", "b: s = \"\";", "end: if (s != null) { use(s); }")));
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
            branches("a: n = 1;", "b: n = 2;", "j: mergeArtifacts(in);", "end: use(n);")),
        arguments(
            "8: join j merges made, which the branches a, b write",
            branches(
                "a: made.add(\"\");",
                "b: made.add(s = \"\");",
                "j: mergeArtifacts(in);",
                "end: use(made);")),
        arguments(
            "8: join j merges n, which the branches a, b write",
            branches("a: n = 1;", "b: n = 2;", "j: mergeArtifacts(in, Merge.include(\"n\"));")),
        arguments(
            "9: step end reads n, which join j doesn't pass on",
            branches(
                "start: n = 1;", "j: mergeArtifacts(in, Merge.exclude(\"n\"));", "end: use(n);")),
        arguments(
            "9: step end reads n, which join j doesn't pass on",
            branches(
                "start: n = 1;", "j: mergeArtifacts(in, Merge.include(\"s\"));", "end: use(n);")),
        arguments(
            "8: step j merges m, which is no artifact",
            branches(
                "start: n = 1;", "j: mergeArtifacts(in, Merge.exclude(\"m\"));", "end: use(n);")),
        arguments(
            "9: step end merges artifacts, but is no join",
            branches("end: mergeArtifacts(null);")));
  }

  @ParameterizedTest
  @MethodSource
  void accepts(String source) {
    assertThat(Flows.problems(source)).isEmpty();
  }

  static Stream<String> accepts() {
    return Stream.of(
        linear("start: n = 1;", "end: use(n);"),
        linear("start: if (index() > 0) { n = 1; }", "work: use(n);", "end: use(n);"),
        linear("start: help();", "work: use(n);", "members: void help() { n = 1; }"),
        linear("start: Runnable r = () -> n = 1; r.run();", "work: use(n);"),
        linear(
            "start: G.fill(this);",
            "work: use(n);",
            "members: static class G { static void fill(F f) { f.n = 1; } }"),
        linear("work: n += 1;", "end: use(n);"),
        linear("work: for (n = 0; n < 3; n++) { use(n); }"),
        linear("end: use(given + made.size());"),
        linear(
            "end: use(made2);",
            "members: String made2; F() { make(); } void make() { made2 = \"\"; }"),
        linear("end: use(p);", "members: @Parameter String p;"),
        linear("end: use(p);", "members: @IncludeFile String p;"),
        linear("end: if (s == null) { s = \"\"; }"),
        linear("end: use(Optional.ofNullable(s).orElse(\"\"));"),
        // A method of several steps may ask before it reads what only some of them have.
        linear(
            "start: help(false); n = 1;",
            "work: help(true);",
            "members: void help(boolean all) { if (all) use(n); }"),
        linear(
            "start: use(label()); s = \"\";",
            "work: use(label());",
            "members: String label() { return s == null ? \"\" : s; }"),
        // What @Catch writes.
        linear("end: use(failed.message());", "members: Failure failed;")
            .replace("@Step Next work", "@Catch(\"failed\") @Step Next work"),
        // A join that reads its inputs, and one that sums up.
        branches("a: n = 1;", "b: n = 2;", "j: use(in.get(0).n);"),
        branches("a: n = 1;", "b: n = 2;", "j: for (F f : in) { n += f.n; }", "end: use(n);"),
        branches("a: n = 1;", "j: n = in.named(\"a\").n;", "end: use(n);"),
        branches(
            "a: s = \"\";",
            "j: in.stream().map(f -> f.s).forEach(t -> made.add(t));",
            "end: use(made);"),
        branches(
            "a: made.add(\"\");", "j: for (F f : in) { made.addAll(f.made); }", "end: use(made);"),
        branches(
            "start: n = 1;",
            "a: use(n);",
            "b: use(n + given);",
            "j: use(given);",
            "end: use(given);"),
        branches(
            "start: n = 1;",
            "j: use(in.stream().mapToInt(f -> f.n * 2).sum());",
            "end: n = 4; use(n);"),
        branches("start: n = 1;", "j: getClass().getDeclaredFields();", "end: use(n);"),
        // An initial value that nobody is known to change.
        branches("start: getClass().getDeclaredFields();", "end: use(given);"),
        // What a join merges.
        branches(
            "start: n = 1;",
            "a: use(n);",
            "b: s = \"\";",
            "j: mergeArtifacts(in);",
            "end: use(n); use(s);"),
        branches(
                "start: n = 1;",
                "j: Merge m = Merge.exclude(s); mergeArtifacts(in, m);",
                "end: use(n);")
            .replace("Merge.exclude(s)", "Merge.exclude(String.valueOf(n))"),
        branches(
            "start: n = 1;",
            "j: help(in);",
            "end: use(n); } void help(Inputs<F> in) { mergeArtifacts(in);"),
        branches(
            "a: n = 1;", "b: n = 2;", "j: n = in.get(0).n; mergeArtifacts(in);", "end: use(n);"),
        branches("a: n = 1;", "b: n = 2;", "j: mergeArtifacts(in, Merge.exclude(\"n\", \"s\"));"),
        branches("start: n = 1;", "end: getClass().getDeclaredFields(); use(n);"));
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
    assertThat(Flows.problems(linear("end: " + code)))
        .containsExactly("7: step end reads n, which no step before it writes");
  }

  @Test
  void wayOutNamesWhoWritesTooLate() {
    var hints = Flows.hints(linear("work: use(n);", "end: n = 1;"));
    assertThat(hints)
        .containsExactly(
            "Only end writes it, too late. Assign it in a step before work, give it an initial"
                + " value, or make it a @Parameter.");
  }

  @Test
  void wayOutNamesWritersAndJoin() {
    var hints = Flows.hints(branches("a: n = 1;", "b: n = 2;", "end: use(n);"));
    assertThat(hints)
        .containsExactly(
            "Written by a, b. A join starts without it: assign it in j, from its inputs.");
  }

  @Test
  void oneCauseIsSaidOnce() {
    assertThat(Flows.problems(linear("work: use(n);", "end: use(n);"))).hasSize(1);
  }
}
