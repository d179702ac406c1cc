package im.stress.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Input and output errors in one line; some of their messages are nothing but a path. */
public final class IoErrors {

  private IoErrors() {}

  /** What went wrong, such as {@code No space left on device}. */
  public static String reason(IOException error) {
    if (error instanceof AccessDeniedException) {
      return error.getMessage() + ": permission denied";
    }
    if (error instanceof FileSystemException file && file.getReason() == null) {
      return file.getClass().getSimpleName() + " " + file.getMessage();
    }
    String message = error.getMessage();
    return message == null
        ? error.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
