package im.stress.config;

import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code im.login.users-file}: CSV with a header, a row for each user of the run. Keeps the
 * rows of this machine's users; the others are checked alone.
 */
final class UsersFile {
  static final String KEY = "im.login.users-file";

  private static final int MOST_CHARS_SHOWN = 40;

  private final Setting setting;
  private final String file;
  private final Map<String, Integer> lines = new HashMap<>();

  private UsersFile(Setting setting, String file) {
    this.setting = setting;
    this.file = file;
  }

  /**
   * The values of these users.
   *
   * @param setting names the file
   * @throws SettingsException when it can't be used; names the line
   */
  static UserColumns read(Setting setting, int firstUser, int users) {
    return new UsersFile(setting, setting.text().strip()).read(firstUser, users);
  }

  private UserColumns read(int firstUser, int users) {
    try (CsvRows rows = new CsvRows(Files.newInputStream(Path.of(file)))) {
      return read(rows, firstUser, users);
    } catch (CsvRows.Malformed e) {
      throw error(e.line(), "expected CSV (RFC 4180), got: " + e.getMessage());
    } catch (CharConversionException e) {
      throw setting.expected("a CSV file in UTF-8", "other bytes in " + file);
    } catch (IOException | IllegalArgumentException e) {
      throw setting.expected("a readable CSV file with a header", found() + " " + file);
    }
  }

  private UserColumns read(CsvRows rows, int firstUser, int users) throws IOException {
    if (!rows.next()) {
      throw setting.expected(
          "a CSV file with a header and a row for each user", "an empty " + file);
    }
    List<String> names = List.of(rows.fields());
    new UsersHeader(names).problem().ifPresent(problem -> fail(rows.line(), problem));
    List<String[]> kept = new ArrayList<>();
    int row = 0;
    for (; rows.next(); row++) {
      check(rows.fields(), names, rows.line());
      if (row >= firstUser && row - firstUser < users) {
        kept.add(rows.fields());
      }
    }
    requireRows(row, firstUser, users);
    return UserColumns.of(file, names, firstUser, kept);
  }

  private void check(String[] fields, List<String> names, int line) {
    if (fields.length != names.size()) {
      throw error(
          line,
          "expected %d fields as in the header, got %d".formatted(names.size(), fields.length));
    }
    int uid = names.indexOf(UserColumns.UID);
    if (uid >= 0) {
      checkUid(fields[uid], line);
    }
  }

  private void checkUid(String uid, int line) {
    if (uid.isEmpty()) {
      throw error(line, "expected a uid, got none");
    }
    if (uid.codePoints().anyMatch(Character::isISOControl)) {
      throw error(
          line,
          "expected a uid without line breaks and other control characters, got " + shown(uid));
    }
    Integer before = lines.putIfAbsent(uid, line);
    if (before != null) {
      throw error(
          line,
          "expected each uid once, got %s again (first in line %d)".formatted(shown(uid), before));
    }
  }

  private void requireRows(int rows, int firstUser, int users) {
    int needed = firstUser + users;
    if (rows < needed) {
      throw setting.rejected(
          "%s: expected %d rows for users 0 to %d%s, got %s"
              .formatted(
                  file,
                  needed,
                  needed - 1,
                  firstUser == 0 ? "" : " (this machine has those from " + firstUser + " on)",
                  rows == 0 ? "the header alone" : rows));
    }
  }

  private String found() {
    Path path = Path.of(file);
    return Files.isDirectory(path) ? "a folder" : Files.exists(path) ? "no permission for" : "no";
  }

  private static String shown(String uid) {
    return Setting.quoted(
        uid.length() <= MOST_CHARS_SHOWN ? uid : uid.substring(0, MOST_CHARS_SHOWN) + "…");
  }

  private void fail(int line, String problem) {
    throw error(line, problem);
  }

  private SettingsException error(int line, String problem) {
    return setting.rejected(file + ":" + line + ": " + problem);
  }
}
