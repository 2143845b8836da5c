package dev.weir.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** {@code --debug} alone takes the usual port, not the word that follows it. */
final class DebugPort implements IParameterPreprocessor {
  static final String USUAL = "5005";

  @Override
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (" ".equals(info.get("separator"))) {
      words.push(USUAL);
    }
    return false;
  }
}
