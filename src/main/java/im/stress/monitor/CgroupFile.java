package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** The number that is all of the file. */
  static OptionalLong number(Path file) throws IOException {
    List<String> words = words(file);
    return words.size() == 1 ? number(words.get(0)) : OptionalLong.empty();
  }

  /** The numbers by name, of a file of lines such as {@code nr_throttled 12}. */
  static Map<String, Long> fields(Path file) throws IOException {
    Map<String, Long> fields = new HashMap<>();
    if (Files.isReadable(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", -1);
        if (words.length == 2) {
          number(words[1]).ifPresent(number -> fields.put(words[0], number));
        }
      }
    }
    return fields;
  }

  /** One of the words; empty for {@code max}. */
  static OptionalLong number(String word) {
    try {
      return OptionalLong.of(Long.parseLong(word));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
