package im.stress.run;

/** What the process tells its caller; the contract of scripts and CI. */
public final class ExitCode {
  public static final int TOOL_FAILED = 1;

  /** The numbers can't be trusted, or don't tell what was asked. */
  public static final int INVALID = 3;

  /** Wrong usage; {@code EX_USAGE} of sysexits.h. */
  public static final int USAGE = 64;

  /** The target can't be used; {@code EX_UNAVAILABLE} of sysexits.h. */
  public static final int UNREACHABLE = 69;

  /** 128 + SIGINT, as shells have it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
