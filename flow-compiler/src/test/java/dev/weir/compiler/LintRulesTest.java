package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metaflow's lint rules by their numbers in its lint.py, each with a flow that breaks it and what
 * Weir says. A flow's body begins in line 3. Rules 16 and 19 have no counterpart: a gang is what
 * {@code parallel} leads to, and foreachs nest.
 */
class LintRulesTest {
  private static final String TO_END = "@Step Next start() { return next(this::end); }\n";
  private static final String END = "@Step void end() {}\n";

  @ParameterizedTest(name = "{0} → {2}")
  @MethodSource({"steps", "transitions", "splits"})
  void brokenRuleIsAnErrorWithLineAndWayOut(String rule, String body, String problem) {
    var diagnostics = Flows.diagnostics(flow(body));
    assertThat(diagnostics).as(rule).hasSize(1);
    var found = diagnostics.getFirst();
    assertThat(found.line() + ": " + found.message()).startsWith(problem);
    assertThat(found.file()).endsWith("F.java");
    assertThat(found.hint()).as("way out").isNotBlank();
  }

  static Stream<Arguments> steps() {
    return Stream.concat(
        List.of("next", "input", "index", "cmd", "name", "current", "mergeArtifacts").stream()
            .map(
                word ->
                    arguments(
                        "1 reserved words",
                        TO_END.replace("end", word)
                            + "@Step Next %s(Inputs<F> in) { return next(this::end); }\n"
                                .formatted(word)
                            + END,
                        "4: step " + word + " has a name that Weir uses itself")),
        Stream.of(
            arguments(
                "2 one start",
                "@Step Next a() { return next(this::end); }\n" + END,
                "2: the flow has no step named start"),
            arguments(
                "2 one start",
                "@Step(start = true) Next a() { return next(this::end); }\n"
                    + "@Step(start = true) Next b() { return next(this::end); }\n"
                    + END,
                "4: several steps are marked as the start: a, b"),
            arguments(
                "2 one end",
                TO_END.replace("end", "a")
                    + "@Step(end = true) void a() {}\n"
                    + "@Step(end = true) void b() {}\n",
                "5: several steps are marked as the end: a, b"),
            arguments(
                "3 a start by annotation beside one by name",
                "@Step(start = true) Next a() { return next(this::start); }\n" + TO_END + END,
                "3: step a is marked as the start, but a step start is there too"),
            arguments(
                "3 an end by annotation beside one by name",
                TO_END + END + "@Step(end = true) void a() {}\n",
                "5: step a is marked as the end, but a step end is there too"),
            arguments(
                "4 nothing leads to a marked start",
                "@Step(start = true) Next a() { return next(this::b); }\n"
                    + "@Step Next b() { return next(this::a); }\n"
                    + END,
                "3: the flow runs in a circle: a → b → a"),
            arguments(
                "4 nothing leads to a marked start",
                "@Step(start = true) Next a() { return choose(true, this::end, this::a); }\n" + END,
                "3: a can't choose itself"),
            arguments(
                "4 nothing follows a marked end",
                "@Step Next start() { return next(this::a); }\n"
                    + "@Step(end = true) Next a() { return next(this::start); }\n",
                "4: step a has a signature that no step has"),
            arguments(
                "5 a marked end is no join",
                "@Step Next start() { return foreach(java.util.List.of(1), this::a); }\n"
                    + "@Step Next a() { return next(this::b); }\n"
                    + "@Step(end = true) void b(Inputs<F> in) {}\n",
                "5: step b has a signature that no step has"),
            arguments(
                "5 a marked start is no join",
                "@Step(start = true) Next a(Inputs<F> in) { return next(this::end); }\n" + END,
                "3: a can't be a join"),
            arguments(
                "12 unreachable from a marked start",
                "@Step(start = true, end = true) void a() {}\n"
                    + "@Step Next b() { return next(this::a); }\n",
                "4: step b can't be reached from a"),
            arguments(
                "13 a split is open at a marked end",
                "@Step Next start() { return foreach(java.util.List.of(1), this::a); }\n"
                    + "@Step Next a() { return next(this::b); }\n"
                    + "@Step(end = true) void b() {}\n",
                "3: the branches of start are not joined before b"),
            arguments(
                "2 one end",
                "@Step Next start() { return next(this::start); }",
                "2: the flow has no step named end"),
            arguments(
                "4 nothing leads to start",
                "@Step Next start() { return next(this::a); }\n"
                    + "@Step Next a() { return next(this::start); }\n"
                    + END,
                "3: the flow runs in a circle: start → a → start"),
            arguments(
                "4 nothing leads to start",
                "@Step Next start() { return choose(true, this::end, this::start); }\n" + END,
                "3: start can't choose itself"),
            arguments(
                "4 nothing follows end",
                TO_END + "@Step Next end() { return next(this::start); }\n",
                "4: step end has a signature that no step has"),
            arguments(
                "5 end is no join",
                TO_END + "@Step void end(Inputs<F> in) {}\n",
                "4: step end has a signature that no step has"),
            arguments(
                "5 start is no join",
                TO_END.replace("()", "(Inputs<F> in)") + END,
                "3: start can't be a join"),
            arguments(
                "6 step names",
                TO_END.replace("end", "été")
                    + "@Step Next été() { return next(this::end); }\n"
                    + END,
                "4: step été has a name that can't be used in paths"),
            arguments(
                "6 step names",
                TO_END.replace("end", "_a") + "@Step Next _a() { return next(this::end); }\n" + END,
                "4: step _a has a name that can't be used in paths"),
            arguments(
                "7 number of arguments",
                TO_END + "@Step Next a(Inputs<F> in, int n) { return next(this::end); }\n" + END,
                "4: step a has a signature that no step has")));
  }

  static Stream<Arguments> transitions() {
    return Stream.of(
        arguments(
            "8 a step ends with its transition",
            "@Step Next start() { throw new IllegalStateException(); }\n" + END,
            "3: step start names no successor"),
        arguments(
            "8 a step ends with its transition",
            "@Step Next start() {\nnext(this::end);\n}\n" + END,
            "5: missing return statement"),
        arguments(
            "8 a step ends with its transition",
            "@Step Next start() {\nreturn index() > 1 ? null : next(this::end); }\n" + END,
            "4: step start returns null"),
        arguments(
            "8 the transition is called once",
            "@Step Next start() {\nnext(this::end);\nreturn next(this::end); }\n" + END,
            "4: the transition of step start is not returned"),
        arguments(
            "9 known forms",
            "@Step Next start() { return next(() -> {}); }\n" + END,
            "3: the successors of step start can't be read from its code"),
        arguments(
            "9 known forms",
            "@Step Next start() {\nif (index() == 1) return next(this::a);\nreturn next(this::end); }\n"
                + "@Step Next a() { return next(this::end); }\n"
                + END,
            "5: step start makes two different transitions"),
        arguments(
            "10 unknown targets",
            "@Step Next start() {\n return next(this::a); }\nNext a() { return null; }\n" + END,
            "4: step start leads to a, which is no step"),
        arguments(
            "10 unknown targets",
            "@Step Next start() {\nreturn next(this::nowhere); }\n" + END,
            "4: "),
        arguments(
            "11 circles",
            """
            @Step Next start() { return next(this::a); }
            @Step Next a() { return next(this::b); }
            @Step Next b() { return next(this::a); }
            """
                + END,
            "4: the flow runs in a circle: a → b → a"),
        arguments(
            "11 circles",
            "@Step Next start() { return next(this::a); }\n"
                + "@Step Next a() { return next(this::a); }\n"
                + END,
            "4: the flow runs in a circle: a → a"),
        arguments(
            "11 circles",
            """
            @Step Next start() { return next(this::a); }
            @Step Next a() { return next(this::b); }
            @Step Next b() { return choose(true, this::a, this::end); }
            """
                + END,
            "4: the flow runs in a circle: a → b → a"),
        arguments(
            "12 unreachable steps",
            TO_END + END + "@Step Next lost() { return choose(true, this::lost, this::end); }\n",
            "5: step lost can't be reached from start"),
        arguments(
            "12 unreachable steps",
            TO_END + END + "@Step Next lost() { return next(this::end); }\n",
            "5: step lost can't be reached from start"),
        arguments(
            "12 unreachable steps",
            TO_END
                + END
                + "@Step Next lost() { return next(this::too); }\n"
                + "@Step Next too() { return next(this::lost); }\n",
            "5: the flow runs in a circle: lost → too → lost"));
  }

  static Stream<Arguments> splits() {
    return Stream.of(
        arguments(
            "13 a split is open at the end",
            "@Step Next start() { return foreach(java.util.List.of(1), this::a); }\n"
                + "@Step Next a() { return next(this::end); }\n"
                + END,
            "3: the branches of start are not joined before end"),
        arguments(
            "13 a join gathers all branches",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return next(this::j); }
            @Step Next b() { return next(this::k); }
            @Step Next j(Inputs<F> in) { return next(this::k); }
            @Step Next k(Inputs<F> in) { return next(this::end); }
            """
                + END,
            "6: join j gathers only some branches of start: not the one that begins at b"),
        arguments(
            "13 a join without a split",
            "@Step Next start() { return next(this::j); }\n"
                + "@Step Next j(Inputs<F> in) { return next(this::end); }\n"
                + END,
            "4: join j gathers nothing"),
        arguments(
            "13 a join of different splits",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return foreach(java.util.List.of(1), this::c); }
            @Step Next b() { return next(this::j); }
            @Step Next c() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::end); }
            """
                + END,
            "7: join j gathers branches of different splits: "),
        arguments(
            "13 branches meet in a step that is no join",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return next(this::c); }
            @Step Next b() { return next(this::c); }
            @Step Next c() { return next(this::end); }
            """
                + END,
            "6: step c follows several steps: a, b"),
        arguments(
            "13 ways of a choice that are not one branch",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return choose(true, this::c, this::d); }
            @Step Next b() { return next(this::c); }
            @Step Next c() { return next(this::j); }
            @Step Next d() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::end); }
            """
                + END,
            "6: step c follows several steps: a, b"),
        arguments(
            "14 a choice has several ways",
            "@Step Next start() { return choose(true, this::a, this::a); }\n"
                + "@Step Next a() { return next(this::end); }\n"
                + END,
            "3: step start chooses between the same step twice"),
        arguments(
            "14 a choice has a condition",
            "@Step Next start() { return choose(this::a, this::end); }\n"
                + "@Step Next a() { return next(this::end); }\n"
                + END,
            "3: "),
        arguments(
            "14 a choice has options",
            "@Step Next start() { return choose(1, option(1, this::end)); }\n" + END,
            "3: "),
        arguments(
            "17 a gang is followed by a join",
            """
            @Step Next start() { return parallel(2, this::a); }
            @Step Next a() { return next(this::b); }
            @Step Next b() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::end); }
            """
                + END,
            "4: step a runs in parallel and no join follows it"),
        arguments(
            "18 a gang is reached in one way",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return parallel(2, this::b); }
            @Step Next b() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::k); }
            @Step Next k(Inputs<F> in) { return next(this::end); }
            """
                + END,
            "5: step b follows several steps: "),
        arguments(
            "20 a choice right into a join",
            """
            @Step Next start() { return branch(this::a, this::b); }
            @Step Next a() { return choose(true, this::j, this::b); }
            @Step Next b() { return next(this::j); }
            @Step Next j(Inputs<F> in) { return next(this::end); }
            """
                + END,
            "4: "),
        arguments(
            "15 empty foreach",
            "@Step Next start() { return foreach(java.util.List.of(1), this::j); }\n"
                + "@Step Next j(Inputs<F> in) { return next(this::end); }\n"
                + END,
            "3: "));
  }

  @Test
  void flowThatKeepsAllRulesIsAccepted() {
    var body =
        """
        @Step Next start() { return branch(this::a, this::b); }
        @Step Next a() { return foreach(java.util.List.of(1), this::c); }
        @Step Next b() { return next(this::j); }
        @Step Next c() { return next(this::inner); }
        @Step Next inner(Inputs<F> in) { return next(this::j); }
        @Step Next j(Inputs<F> in) { return next(this::end); }
        """
            + END;
    assertThat(Flows.problems(flow(body))).isEmpty();
  }
}
