package dev.weir.compiler;

import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Passes on what javac says, with a way out where a flow's author is likely to need one. */
final class JavacHints {
  private static final Pattern SPLIT = Pattern.compile("\\b(foreach|branch|parallel)\\(");
  private static final Pattern CHOICE = Pattern.compile("\\b(choose|option)\\(");
  private static final Pattern NEXT = Pattern.compile("\\bnext\\(");
  private static final Pattern SDK_TYPE =
      Pattern.compile(
          "class (FlowSpec|Step|Parameter|IncludeFile|Next|Inputs|Current|Retry|Catch|Timeout|Failure|Merge)\\b");

  private static final String SPLIT_HINT =
      "branch, foreach, choose and parallel lead to steps of the form `Next name()`, by method"
          + " reference; a join or the end comes after them: branch(this::a, this::b),"
          + " foreach(items, this::body).";

  private static final String CHOICE_HINT =
      "A choice has a condition and two steps, choose(done, this::end, this::again), or a value"
          + " and two or more options, choose(size, option(SMALL, this::a), option(LARGE,"
          + " this::b)); a join comes after them.";

  private JavacHints() {}

  static void add(Diagnostic<? extends JavaFileObject> problem, Findings findings) {
    var source = problem.getSource();
    var file = source == null ? "javac" : source.getName();
    var message = problem.getMessage(Locale.ENGLISH);
    var line = (int) Math.max(0, problem.getLineNumber());
    findings.add(new Place(file, line), message, hint(problem.getCode(), message));
  }

  private static @Nullable String hint(String code, String message) {
    if (message.contains("invalid method reference") && message.contains("dev.weir.flow.Inputs")) {
      return SPLIT_HINT;
    }
    if (message.contains("invalid method reference") && message.contains("cannot find symbol")) {
      return "A transition leads to a step of this flow: write that step, or name another.";
    }
    if (message.contains("java.lang.Object is not a functional interface")) {
      return CHOICE_HINT; // a step where choose has its value
    }
    if (code.startsWith("compiler.err.cant.apply")) {
      return misusedTransition(message);
    }
    if (code.startsWith("compiler.err.cant.resolve") && SDK_TYPE.matcher(message).find()) {
      return "Add: import dev.weir.flow.*;";
    }
    if (code.equals("compiler.err.missing.ret.stmt")) {
      return "Every way through a step ends with its transition: return next(this::a);";
    }
    if (code.equals("compiler.err.doesnt.exist")) {
      return "A flow sees the JDK, Weir's flow-sdk, and what it asks for: @Libraries(\"g:a:version\").";
    }
    return null;
  }

  private static @Nullable String misusedTransition(String message) {
    if (CHOICE.matcher(message).find()) {
      return CHOICE_HINT;
    }
    if (SPLIT.matcher(message).find()) {
      return SPLIT_HINT;
    }
    return NEXT.matcher(message).find()
        ? "next takes one method reference to a step: return next(this::a);"
        : null;
  }
}
