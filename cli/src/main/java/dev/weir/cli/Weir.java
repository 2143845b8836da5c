package dev.weir.cli;

import dev.weir.cli.run.NearestName;
import dev.weir.compiler.FlowErrors;
import dev.weir.history.RecordException;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunId;
import dev.weir.protocol.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code weir} command. */
@Command(
    name = "weir",
    description = "Runs data-science flows: here, or on a mesh of services.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "'weir COMMAND --help' says more. Exit codes: 0 fine; 1 the run did not succeed; 2 the command",
      "line or the flow is wrong; 3 something around Weir does not work; 130 interrupted."
    })
public final class Weir implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          RunCommand.class,
          SpinCommand.class,
          ResumeCommand.class,
          ShowCommand.class,
          GraphCommand.class,
          CheckCommand.class,
          RunsCommand.class,
          DumpCommand.class,
          LogsCommand.class,
          TagCommand.class,
          CodeCommand.class,
          StoreCommand.class,
          UpCommand.class,
          DownCommand.class,
          StatusCommand.class,
          PackageCommand.class,
          ShellCommand.class,
          TestCommand.class,
          CompletionCommand.class,
          VersionCommand.class);

  private final Output output;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @CommandLine.Option(
      names = {"-V", "--version"},
      description = "Print the version.")
  private boolean version;

  @Spec private CommandSpec spec;

  private Weir(Output output) {
    this.output = output;
  }

  public static void main(String... args) {
    int code = run(args);
    // System.exit first asks for a logger, which the JDK looks for in every jar.
    if (code != ExitCode.OK.code() || anotherThreadHoldsTheJvm()) {
      System.exit(code);
    }
  }

  private static boolean anotherThreadHoldsTheJvm() {
    var group = Thread.currentThread().getThreadGroup();
    var threads = new Thread[group.activeCount() + 16];
    int count = group.enumerate(threads);
    return count == threads.length
        || Arrays.stream(threads, 0, count)
            .anyMatch(thread -> thread != Thread.currentThread() && !thread.isDaemon());
  }

  /** Does what the command line says, and returns the exit code. */
  public static int run(String... args) {
    var output = Output.standard();
    var weir = new CommandLine(new Weir(output), new CommandFactory(output));
    addCommands(weir, args.length == 0 ? "" : args[0]);
    weir.setOut(output.out());
    weir.setErr(output.err());
    weir.registerConverter(RunId.class, RunId::new);
    weir.setUsageHelpAutoWidth(true);
    weir.setCaseInsensitiveEnumValuesAllowed(true);
    weir.setParameterExceptionHandler((e, words) -> refuse(e, output));
    weir.setExecutionExceptionHandler((e, command, parsed) -> explain(e, output));
    int code = weir.execute(args);
    return output.isLost() && code == ExitCode.OK.code() ? ExitCode.UNAVAILABLE.code() : code;
  }

  /** With every option of every command. */
  static CommandLine whole(Output output) {
    var weir = new CommandLine(new Weir(output), new CommandFactory(output));
    COMMANDS.forEach(weir::addSubcommand);
    return weir;
  }

  /** Of all but the one that is asked for, the help is all that can be needed: it costs less. */
  private static void addCommands(CommandLine weir, String asked) {
    for (var command : COMMANDS) {
      var declared = command.getAnnotation(Command.class);
      if (declared.name().equals(asked)) {
        weir.addSubcommand(command);
        continue;
      }
      var described = CommandSpec.create();
      described.usageMessage().description(declared.description()).hidden(declared.hidden());
      weir.addSubcommand(declared.name(), described);
    }
  }

  @Override
  public void run() {
    if (version) {
      output.print(VersionCommand.text());
      return;
    }
    spec.commandLine().usage(output.out());
  }

  private static int refuse(ParameterException e, Output output) {
    var command = e.getCommandLine();
    output.say(
        e instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched.getUnmatched().getFirst(), command)
            : e.getMessage());
    output.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    output.err().flush();
    return ExitCode.USAGE.code();
  }

  private static String unknown(String word, CommandLine command) {
    boolean option = word.startsWith("-");
    var names = option ? command.getCommandSpec().optionsMap() : command.getSubcommands();
    var what = option ? "option " : command.getSubcommands().isEmpty() ? "use for " : "command ";
    return "no "
        + what
        + word
        + NearestName.to(word, names.keySet())
            .map(near -> "; did you mean " + near + "?")
            .orElse("");
  }

  private static int explain(Exception e, Output output) {
    return switch (e) {
      case UserError error -> {
        output.say(error.getMessage());
        yield error.exitCode().code();
      }
      case RecordException trouble -> {
        output.say(trouble.getMessage());
        yield ExitCode.of(trouble).code();
      }
      case FlowErrors errors -> {
        errors.diagnostics().forEach(output.err()::println);
        int count = errors.diagnostics().size();
        output.say(count + (count == 1 ? " problem" : " problems") + " in the flow");
        yield ExitCode.USAGE.code();
      }
      case ServiceException refusal -> {
        output.say(refusal.type().title() + ": " + refusal.getMessage());
        yield refusal.type().status() < ProblemType.INTERNAL.status()
            ? ExitCode.USAGE.code()
            : ExitCode.UNAVAILABLE.code();
      }
      case UncheckedIOException trouble -> explain(trouble.getCause(), output);
      case IOException trouble -> {
        output.say(FileTrouble.text(trouble));
        yield ExitCode.UNAVAILABLE.code();
      }
      default -> {
        output.say("a fault of Weir's own; please report it with these lines");
        e.printStackTrace(output.err());
        yield ExitCode.INTERNAL.code();
      }
    };
  }

  /** Gives commands what they write to. */
  private record CommandFactory(Output output) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (var constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Output.class) {
          return type.cast(constructor.newInstance(output));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
