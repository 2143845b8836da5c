package dev.weir.cli.store;

import dev.weir.client.RunFilter;
import dev.weir.gc.RunSource;
import dev.weir.history.RunHistory;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import java.util.function.Consumer;

/** One place's record of runs, page by page. */
public final class HistoryRuns implements RunSource {
  private static final int PAGE = 500;

  private final RunHistory history;

  public HistoryRuns(RunHistory history) {
    this.history = history;
  }

  @Override
  public void runs(Consumer<RunRecord> each) {
    var next = RunFilter.newest(PAGE);
    while (true) {
      var page = history.runs(next);
      page.forEach(each);
      if (page.size() < PAGE) {
        return;
      }
      next = next.after(page.getLast().id());
    }
  }

  @Override
  public void attempts(RunId run, Consumer<AttemptRecord> each) {
    for (var step : history.steps(run)) {
      history.taskStream(run, step).forEach(task -> task.attempts().forEach(each));
    }
  }
}
