package im.stress.cli;

import im.stress.config.StressSettings;
import im.stress.run.CommandException;
import im.stress.run.RunListener;
import im.stress.run.RunProgress;
import im.stress.run.RunResult;
import im.stress.run.RunStart;
import im.stress.run.StagedListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells several listeners, one after the other, whatever there is to be heard. */
record Listeners(List<RunListener> runs, List<StagedListener> staged)
    implements RunListener, StagedListener {

  @Override
  public void planned(StressSettings settings) throws CommandException {
    for (RunListener listener : runs) {
      listener.planned(settings);
    }
  }

  @Override
  public void note(String line) {
    runs.forEach(listener -> listener.note(line));
  }

  @Override
  public void checked(String line) {
    runs.forEach(listener -> listener.checked(line));
  }

  @Override
  public void tokens(int done, int users, int failed) {
    runs.forEach(listener -> listener.tokens(done, users, failed));
  }

  @Override
  public void waiting(Instant start, Duration left) {
    runs.forEach(listener -> listener.waiting(start, left));
  }

  @Override
  public void starting(RunStart run) {
    runs.forEach(listener -> listener.starting(run));
  }

  @Override
  public void progress(RunProgress progress) {
    runs.forEach(listener -> listener.progress(progress));
  }

  @Override
  public void stopping(String reason, Duration limit) {
    runs.forEach(listener -> listener.stopping(reason, limit));
  }

  @Override
  public void ended(RunResult result) {
    runs.forEach(listener -> listener.ended(result));
  }

  @Override
  public void tell(String line) {
    staged.forEach(listener -> listener.tell(line));
  }

  @Override
  public void stage(String stage) {
    staged.forEach(listener -> listener.stage(stage));
  }

  @Override
  public void pausing(Duration left) {
    staged.forEach(listener -> listener.pausing(left));
  }

  @Override
  public void verdict(String lines) {
    staged.forEach(listener -> listener.verdict(lines));
  }
}
