package im.stress.config;

/**
 * A setting that can't be used. The message is one line: what was expected, what was found, where,
 * and how to mend it. The command line shows it as it is and exits 64.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes the one line that the user sees. */
  public SettingsException(String message) {
    super(message);
  }
}
