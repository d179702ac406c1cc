package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.run.Children;
import im.stress.run.Interrupts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class SignalsIT {

  /** Says what it hears; ends with 130 on the second signal. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws InterruptedException {
      Interrupts interrupts = new Interrupts();
      Main.listenToSignals(interrupts, new Children());
      interrupts.asked().thenRun(() -> say("asked")).exceptionally(e -> null);
      say("ready");
      new CountDownLatch(1).await();
    }

    private static void say(String word) {
      System.out.println(word);
      System.out.flush();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void first_signal_asks_and_second_ends(String signal) throws Exception {
    InterruptSignal.assumeNotIgnored();
    Process program = start();
    try (BufferedReader output = program.inputReader()) {
      assertThat(output.readLine()).isEqualTo("ready");
      send(signal, program);
      assertThat(output.readLine()).isEqualTo("asked");
      assertThat(program.isAlive()).isTrue();
      send(signal, program);
      assertThat(program.waitFor()).isEqualTo(130);
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void signal_ignored_by_nohup_stays_ignored() throws Exception {
    Process program = start("sh", "-c", "trap '' HUP; exec \"$@\"", "sh");
    try (BufferedReader output = program.inputReader()) {
      assertThat(output.readLine()).isEqualTo("ready");
      send("HUP", program);
      send("HUP", program);
      send("TERM", program);
      assertThat(output.readLine()).isEqualTo("asked");
      assertThat(program.isAlive()).isTrue();
    } finally {
      program.destroyForcibly();
    }
  }

  private static void send(String signal, Process program)
      throws IOException, InterruptedException {
    ProcessBuilder kill = new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid()));
    assertThat(kill.start().waitFor()).isZero();
  }

  private static Process start(String... prefix) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(prefix);
    builder
        .command()
        .addAll(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
    return builder.start();
  }
}
