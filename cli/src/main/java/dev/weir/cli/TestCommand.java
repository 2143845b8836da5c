package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "test",
    description = {
      "Run every test that CI runs: 'mvn verify' of all modules.",
      "What follows is given to Maven: 'weir test -pl engine -am'."
    })
final class TestCommand implements Callable<Integer> {
  @Mixin private HelpOption help;

  @Override
  public Integer call() {
    throw new UserError("tests belong to the sources: run './weir test' in Weir's folder");
  }
}
