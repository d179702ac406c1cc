package im.stress.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.config.LoginSettings;
import im.stress.config.TokenSettings;
import im.stress.config.UserColumns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Makes tokens by a command of the user, in a process for each. Safe on any thread. */
final class TokenCommand implements TokenCall {
  /** After the process has ended, its words are there already, but for the reading. */
  private static final long READING_SECONDS = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Children children;
  private final TokenSettings.Command command;
  private final LoginSettings login;
  private final Duration timeout;

  TokenCommand(
      Children children, TokenSettings.Command command, LoginSettings login, Duration timeout) {
    this.children = children;
    this.command = command;
    this.login = login;
    this.timeout = timeout;
  }

  @Override
  public String token(int user) throws TokenException, IOException, InterruptedException {
    List<String> words =
        command.words().stream()
            .map(word -> word.of(name -> login.valueOf(name, user), UnaryOperator.identity()))
            .toList();
    Process process = children.start(new ProcessBuilder(words));
    try {
      CompletableFuture<String> out = firstLine(process.getInputStream());
      CompletableFuture<String> err = firstLine(process.getErrorStream());
      tell(process, user);
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TokenException("no end within " + timeout.toMillis() + " ms, killed");
      }
      if (process.exitValue() != 0) {
        throw new TokenException(failure(process.exitValue(), read(err)));
      }
      return read(out);
    } finally {
      kill(process);
    }
  }

  private static String failure(int exitCode, String words) {
    return "exit code " + exitCode + (words.isEmpty() ? "" : " (" + words + ")");
  }

  /** All that is known of the user; a command that doesn't care may leave it unread. */
  private void tell(Process process, int user) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(UserColumns.UID, login.uid(user));
    for (String name : login.columns().names()) {
      values.put(name, login.columns().value(user, login.columns().column(name)));
    }
    try (OutputStream in = process.getOutputStream()) {
      JSON.writeValue(in, values);
    } catch (IOException e) {
      return;
    }
  }

  /** Reads all, so that no full pipe holds the process up; on a thread that a pipe may keep. */
  private static CompletableFuture<String> firstLine(InputStream stream) {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(stream, line), "im-token");
    reader.setDaemon(true);
    reader.start();
    return line;
  }

  private static void read(InputStream stream, CompletableFuture<String> line) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String first = in.readLine();
      line.complete(first == null ? "" : first.strip());
      in.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      line.complete("");
    }
  }

  private static String read(CompletableFuture<String> line)
      throws TokenException, InterruptedException {
    try {
      return line.get(READING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new TokenException("nothing printed");
    }
  }

  private static void kill(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
