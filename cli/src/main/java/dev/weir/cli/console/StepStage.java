package dev.weir.cli.console;

import dev.weir.cli.console.Colours.Tone;
import dev.weir.protocol.Run.StepProgress;

/** Where a step is, in one word; those first that a reader wants to see first. */
enum StepStage {
  FAILED("failed", Tone.BAD),
  RUNNING("running", Tone.ACTIVE),
  QUEUED("queued", Tone.PLAIN),
  WAITING("waiting", Tone.QUIET),
  DONE("done", Tone.GOOD);

  private final String word;
  private final Tone tone;

  StepStage(String word, Tone tone) {
    this.word = word;
    this.tone = tone;
  }

  static StepStage of(StepProgress step) {
    if (step.failed() > 0) {
      return FAILED;
    }
    if (step.running() > 0) {
      return RUNNING;
    }
    if (step.total() == 0) {
      return WAITING;
    }
    return step.succeeded() == step.total() ? DONE : QUEUED;
  }

  String word() {
    return word;
  }

  Tone tone() {
    return tone;
  }
}
