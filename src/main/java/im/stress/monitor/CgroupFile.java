package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Reads the small files of a control group; what isn't there, or isn't a number, is empty. */
final class CgroupFile {
  private CgroupFile() {}

  /** The words of the first line; none when there is no such file. */
  static List<String> words(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() ? List.of() : List.of(lines.get(0).strip().split("\\s+"));
  }

  /** The number that is all of the file; empty also for {@code max}. */
  static OptionalLong number(Path file) throws IOException {
    List<String> words = words(file);
    return words.size() == 1 ? number(words.get(0)) : OptionalLong.empty();
  }

  /** The number behind a name, in a file of lines such as {@code nr_throttled 12}. */
  static OptionalLong field(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> number(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /** A number of words such as those of {@code cpu.max}. */
  static OptionalLong number(String word) {
    try {
      return OptionalLong.of(Long.parseLong(word.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
