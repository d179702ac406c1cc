package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareRequestTest {
  private static final int SECONDS = 7;

  @TempDir Path folder;

  private OptionalLong seconds(ComparedRuns run) throws IOException {
    run.seconds(SECONDS).write();
    return CompareRequest.seconds(FinishedRun.read(folder).orElseThrow());
  }

  @Test
  void users_ask_for_as_long_as_they_send() throws IOException {
    assertThat(seconds(ComparedRuns.at(folder))).hasValue(SECONDS);
  }

  @Test
  void group_messages_are_asked_and_not_the_logins_before_them() throws IOException {
    assertThat(seconds(ComparedRuns.at(folder).groupsAlone())).hasValue(SECONDS);
  }
}
