package im.stress.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes JSON files: fields are the components of records, enums have their own names,
 * what is null is absent. What an older version left out is null or 0, what a newer one added is
 * skipped.
 */
public final class JsonFiles {
  /** Reads and writes trees and records; without line breaks. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(EncodedHistogram.module())
          .build();

  private static final ObjectWriter FOR_PEOPLE = MAPPER.writerWithDefaultPrettyPrinter();

  private JsonFiles() {}

  /** The object in a file; empty when the file is missing, torn, or holds something else. */
  public static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    return Files.isRegularFile(file) ? parse(Files.readString(file), type) : Optional.empty();
  }

  /** The objects of a file with one object a line; lines that are torn are left out. */
  public static <T> List<T> readLines(Path file, Class<T> type, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return text.lines().flatMap(line -> parse(line, type).stream()).limit(limit).toList();
  }

  /** The object in a text; empty when it is torn or holds something else. */
  static <T> Optional<T> parse(String text, Class<T> type) {
    try {
      return text.startsWith("{") ? Optional.of(MAPPER.readValue(text, type)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Writes an object for people to read; replaces the file. */
  public static void write(Path file, Object value) throws IOException {
    Files.writeString(file, FOR_PEOPLE.writeValueAsString(value) + "\n");
  }

  /** The same, as a whole: a reader, or a killed process, never sees half of it. */
  public static void replace(Path file, Object value) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    write(fresh, value);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes one object a line; replaces the file. */
  static void writeLines(Path file, List<?> objects) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Object object : objects) {
      lines.add(line(object));
    }
    Files.write(file, lines);
  }

  /** An object as one line, without its end. */
  static String line(Object value) throws JsonProcessingException {
    return MAPPER.writeValueAsString(value);
  }
}
