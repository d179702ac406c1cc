package im.stress.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes. Lines may come from several threads.
 *
 * @param out results and progress
 * @param err errors, one line each
 * @param interactive whether {@code out} is a screen on which a line can be rewritten
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

  /**
   * System property, set by run-stress-test.sh, which can ask the file descriptor. {@code
   * System.console()} can't tell: since Java 22 it is there even when the output goes to a file.
   */
  static final String INTERACTIVE = "stress.terminal";

  /** Back to the first column and erase to the end of the line (ECMA-48, EL). */
  private static final String REWRITE = "\r\u001b[K";

  /** The streams of this process. */
  static Terminal ofThisProcess() {
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean(INTERACTIVE));
  }

  /** Replaces the line that the cursor is in; does nothing where there is no screen. */
  void rewrite(String line) {
    if (interactive) {
      out.print(REWRITE + line);
      out.flush();
    }
  }
}
