package im.stress.run;

/** Ends a command before its time: the one line that the user sees, and the exit code. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final boolean tooLarge;

  private CommandException(int exitCode, String line, Throwable cause) {
    this(exitCode, line, cause, false);
  }

  private CommandException(int exitCode, String line, Throwable cause, boolean tooLarge) {
    super(line, cause);
    this.exitCode = exitCode;
    this.tooLarge = tooLarge;
  }

  /** Something that the user gave can't be used. */
  public static CommandException usage(String line) {
    return new CommandException(ExitCode.USAGE, line, null);
  }

  /** This machine has too little for so large a load; it could make a smaller one. */
  static CommandException tooLarge(String line) {
    return new CommandException(ExitCode.USAGE, line, null, true);
  }

  /** The target can't be reached or refuses the first login. */
  public static CommandException unreachable(String line) {
    return new CommandException(ExitCode.UNREACHABLE, line, null);
  }

  /** The tool itself failed. */
  public static CommandException failed(String line, Throwable cause) {
    return new CommandException(ExitCode.TOOL_FAILED, line, cause);
  }

  /** The user asked to stop before anything was measured. */
  public static CommandException interrupted() {
    return interrupted("interrupted before the ramp: nothing was measured");
  }

  /** The user asked to stop before there was anything to show. */
  public static CommandException interrupted(String line) {
    return new CommandException(ExitCode.INTERRUPTED, line, null);
  }

  public int exitCode() {
    return exitCode;
  }

  /** Whether a smaller load would have done. */
  boolean isTooLarge() {
    return tooLarge;
  }
}
