package im.stress.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes. Lines may come from several threads.
 *
 * @param out results and progress
 * @param err errors, one line each
 * @param interactive whether {@code out} is a screen on which a line can be rewritten
 * @param columns characters that fit into a line there without the next one being begun
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive, int columns) {

  /**
   * System property, set by run-stress-test.sh, which can ask the file descriptor: the width of the
   * screen, where it is known. {@code System.console()} can't tell: since Java 22 it is there even
   * when the output goes to a file.
   */
  static final String INTERACTIVE = "stress.terminal";

  /** Of a screen that doesn't say: as wide as terminals always were (VT100). */
  private static final int USUAL_WIDTH = 80;

  /** Back to the first column and erase to the end of the line (ECMA-48, EL). */
  private static final String REWRITE = "\r\u001b[K";

  /** One of the usual width. */
  Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
    this(out, err, interactive, columns(""));
  }

  /** The streams of this process. */
  static Terminal ofThisProcess() {
    String screen = System.getProperty(INTERACTIVE);
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        screen != null,
        columns(screen));
  }

  /** Some terminals begin a new line once the last column is written: it stays free. */
  static int columns(String width) {
    boolean known = width != null && width.matches("[1-9]\\d{0,4}");
    return Math.max(1, (known ? Integer.parseInt(width) : USUAL_WIDTH) - 1);
  }

  /** Replaces the line that the cursor is in; does nothing where there is no screen. */
  void rewrite(String line) {
    if (interactive) {
      out.print(REWRITE + line);
      out.flush();
    }
  }
}
