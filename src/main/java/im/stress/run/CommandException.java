package im.stress.run;

/** Ends a command before its time: the one line that the user sees, and the exit code. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final Blame blame;

  /** What a series of runs has to know of it, beside the exit code. */
  private enum Blame {
    NOBODY,
    /** This machine has too little for so large a load; it could make a smaller one. */
    SIZE_OF_LOAD,
    /** The target itself let nobody in. */
    TARGET
  }

  private CommandException(int exitCode, String line, Throwable cause) {
    this(exitCode, line, cause, Blame.NOBODY);
  }

  private CommandException(int exitCode, String line, Throwable cause, Blame blame) {
    super(line, cause);
    this.exitCode = exitCode;
    this.blame = blame;
  }

  /** Something that the user gave can't be used. */
  public static CommandException usage(String line) {
    return new CommandException(ExitCode.USAGE, line, null);
  }

  /** This machine has too little for so large a load; it could make a smaller one. */
  static CommandException tooLarge(String line) {
    return new CommandException(ExitCode.USAGE, line, null, Blame.SIZE_OF_LOAD);
  }

  /** Something that a run needs of others does not answer, or refuses. */
  public static CommandException unreachable(String line) {
    return new CommandException(ExitCode.UNREACHABLE, line, null);
  }

  /** The target can't be reached or refuses the first login. */
  static CommandException lockedOut(String line) {
    return new CommandException(ExitCode.UNREACHABLE, line, null, Blame.TARGET);
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
    return blame == Blame.SIZE_OF_LOAD;
  }

  /** Whether the target let nobody in. */
  boolean isLockedOut() {
    return blame == Blame.TARGET;
  }
}
