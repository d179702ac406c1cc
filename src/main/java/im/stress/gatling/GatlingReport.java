package im.stress.gatling;

import com.typesafe.config.ConfigFactory;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import scala.Console$;

/**
 * Gatling's own HTML report over a log that is already there, made in this process. The JVM needs
 * {@code --add-opens=java.base/java.lang=ALL-UNNAMED}, because Gatling looks into strings ({@code
 * StringInternals.java}).
 *
 * <p>Nobody is contacted. Every page of the report asks for Gatling's latest version ({@code
 * PageTemplate.scala}), which would call out to Maven Central: {@link NoHttpCalls} stands in the
 * way for as long as the report takes. Analytics belong to a run ({@code Runner.scala}) and are
 * switched off all the same.
 *
 * <p>Gatling stops Logback at the end ({@code Gatling.scala}): what this JVM logs later through
 * SLF4J is lost.
 */
public final class GatlingReport {
  private static final int ASSERTIONS_HELD = 0;
  private static final int ASSERTIONS_FAILED = 2;

  private GatlingReport() {}

  /** What came of it. */
  public enum Outcome {
    /** There is a report and no assertion failed. */
    ASSERTIONS_HELD,
    /** There is a report and at least one assertion failed. */
    ASSERTIONS_FAILED,
    /** No report: the log has no requests, or all of its records are of one millisecond. */
    NOTHING_TO_REPORT,
    /** No report, or half of one. */
    FAILED
  }

  /**
   * What came of it, and why.
   *
   * @param message one line; empty where there is a report
   */
  public record Result(Outcome outcome, String message) {}

  /**
   * Writes {@code resultsDir/runDirName/index.html} from {@code
   * resultsDir/runDirName/simulation.log} and evaluates the assertions in that log. What this
   * process prints meanwhile goes into {@code consoleText}, and {@link java.net.HttpURLConnection}
   * works nowhere in it. One call at a time.
   *
   * @param consoleText what Gatling says, with the stack trace of a failure; replaced
   * @throws IOException when {@code consoleText} can't be written
   */
  public static synchronized Result generate(Path resultsDir, String runDirName, Path consoleText)
      throws IOException {
    try (PrintStream text =
        new PrintStream(Files.newOutputStream(consoleText), true, StandardCharsets.UTF_8)) {
      return withoutHttpCalls(() -> withOutput(text, resultsDir, runDirName));
    }
  }

  private static Result withoutHttpCalls(Supplier<Result> work) {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new NoHttpCalls());
    try {
      return work.get();
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  /** Scala's {@code println} keeps a stream of its own next to {@link System#out}. */
  private static Result withOutput(PrintStream text, Path resultsDir, String runDirName) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(text);
    System.setErr(text);
    try {
      return Console$.MODULE$.withOut(
          text, () -> Console$.MODULE$.withErr(text, () -> report(text, resultsDir, runDirName)));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static Result report(PrintStream text, Path resultsDir, String runDirName) {
    System.setProperty("gatling.data.enableAnalytics", "false");
    ConfigFactory.invalidateCaches();
    try {
      int code =
          Gatling$.MODULE$.fromArgs(new String[] {"-ro", runDirName, "-rf", resultsDir.toString()});
      return ended(code);
    } catch (Exception | AssertionError | OutOfMemoryError e) {
      e.printStackTrace(text);
      return thrown(e);
    }
  }

  private static Result ended(int code) {
    return switch (code) {
      case ASSERTIONS_HELD -> new Result(Outcome.ASSERTIONS_HELD, "");
      case ASSERTIONS_FAILED -> new Result(Outcome.ASSERTIONS_FAILED, "");
      default -> new Result(Outcome.FAILED, "expected Gatling to return 0 or 2, got " + code);
    };
  }

  /** The texts are those of {@code ReportsGenerator.scala} and {@code LogFileReader.scala}. */
  private static Result thrown(Throwable thrown) {
    String why = String.valueOf(thrown.getMessage());
    boolean nothing =
        why.contains("There were no requests sent")
            || why.contains("Undefined run start")
            || why.contains("Run didn't last");
    return new Result(
        nothing ? Outcome.NOTHING_TO_REPORT : Outcome.FAILED,
        thrown.getClass().getSimpleName() + ": " + why.lines().findFirst().orElse(""));
  }
}
