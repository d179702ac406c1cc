package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/server.md} has a row for each fault, with a value that the server takes. */
class DocumentedFaultsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+=[^`]+)` \\|");

  @Test
  void every_fault_has_a_row_with_its_example() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(Path.of("docs/server.md")))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Fault.values()).map(Fault::example).toList());
  }
}
