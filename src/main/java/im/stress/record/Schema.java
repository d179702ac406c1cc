package im.stress.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The version that a JSON file of results was written with; fields may be added within one. */
public record Schema(int schema) {
  /** What this build writes, and the newest that it reads. */
  public static final int CURRENT = 1;

  /**
   * The version of a file that is too new for this build; empty for all others, missing and torn
   * ones too.
   */
  public static OptionalInt tooNew(Path file) throws IOException {
    int found = JsonFiles.read(file, Schema.class).map(Schema::schema).orElse(CURRENT);
    return found > CURRENT ? OptionalInt.of(found) : OptionalInt.empty();
  }
}
