package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.RunSecrets;
import im.stress.config.StressSettings;
import im.stress.config.TokenSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes tokens for users of this machine before the ramp, several at a time, at a limited rate. For
 * one thread.
 */
final class TokenMaker {
  /** So many failures are no accident: the others are not tried. */
  private static final int MOST_FAILURES = 10;

  private final StressSettings settings;
  private final TokenSettings how;
  private final TokenCall call;
  private final Interrupts interrupts;
  private final RunListener listener;
  private final String[] tokens;
  private final TokenFailures failures;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final long startNanos = System.nanoTime();

  /** Makes them for so many users, the first of this machine. */
  TokenMaker(
      StressSettings settings,
      int users,
      TokenSettings how,
      TokenCall call,
      Interrupts interrupts,
      RunListener listener) {
    this.settings = settings;
    this.how = how;
    this.call = call;
    this.interrupts = interrupts;
    this.listener = listener;
    this.tokens = new String[users];
    this.failures = new TokenFailures(RunSecrets.of(settings).andOfTokenMaking());
  }

  /**
   * These settings with the tokens that they ask for; as they are where they ask for none. Blocks.
   *
   * @param users so many, the first of this machine, get one; the others an empty one
   * @throws CommandException when there is no token for some user, or the user asked to stop
   */
  static LoadedSettings withTokens(
      LoadedSettings loaded,
      int users,
      Children children,
      Interrupts interrupts,
      RunListener listener)
      throws CommandException, InterruptedException {
    StressSettings settings = loaded.settings();
    if (settings.login().made().isEmpty()) {
      return loaded;
    }
    TokenSettings how = settings.login().made().get();
    TokenCall call =
        how.source() instanceof TokenSettings.Command command
            ? new TokenCommand(children, command, settings.login(), how.timeout())
            : new TokenRequest(
                (TokenSettings.Request) how.source(),
                settings.login(),
                settings.connection().tls(),
                how.timeout());
    List<String> tokens =
        new ArrayList<>(new TokenMaker(settings, users, how, call, interrupts, listener).make());
    tokens.addAll(Collections.nCopies(settings.load().users() - users, ""));
    return loaded.withTokens(tokens);
  }

  List<String> make() throws CommandException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(atATime(), TokenMaker::daemon);
    for (int worker = 0; worker < atATime(); worker++) {
      workers.execute(this::work);
    }
    workers.shutdown();
    while (!workers.awaitTermination(1, TimeUnit.SECONDS) && !interrupts.isAsked()) {
      tellProgress();
    }
    if (interrupts.isAsked()) {
      throw CommandException.interrupted();
    }
    tellProgress();
    if (failures.count() > 0) {
      throw CommandException.unreachable(failures.line(tokens.length, done.get()));
    }
    return Arrays.asList(tokens);
  }

  private int atATime() {
    return Math.min(how.concurrency(), tokens.length);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "im-tokens");
    thread.setDaemon(true);
    return thread;
  }

  private void tellProgress() {
    listener.tokens(done.get(), tokens.length, failures.count());
  }

  private void work() {
    try {
      for (int row = next.getAndIncrement(); row < tokens.length; row = next.getAndIncrement()) {
        awaitTurn(row);
        if (interrupts.isAsked() || failures.count() >= MOST_FAILURES) {
          return;
        }
        make(row);
        done.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitTurn(int row) throws InterruptedException {
    if (how.perSecond() > 0) {
      long due = startNanos + (long) (row * 1e9 / how.perSecond());
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    }
  }

  private void make(int row) throws InterruptedException {
    int user = settings.firstUser() + row;
    try {
      tokens[row] = checked(call.token(user));
    } catch (TokenException | IOException e) {
      failures.add(user, settings.login().uid(user), e);
    }
  }

  private static String checked(String token) throws TokenException {
    if (token.isEmpty() || token.codePoints().anyMatch(Character::isISOControl)) {
      throw new TokenException(
          token.isEmpty() ? "an empty token" : "a token with line breaks or control characters");
    }
    return token;
  }
}
