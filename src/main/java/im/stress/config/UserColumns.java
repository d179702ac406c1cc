package im.stress.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Values of each user, by the columns of {@code im.login.users-file}: those of the users of this
 * machine, or of this process, alone. Users are counted over all machines. Immutable, safe on any
 * thread.
 */
public final class UserColumns {
  /** The column with the ids of users. */
  public static final String UID = "uid";

  /** The column with their tokens. */
  public static final String TOKEN = "token";

  /** No user has a value of its own. */
  public static final UserColumns NONE = new UserColumns("", List.of(), 0, new String[0]);

  private final String file;
  private final List<String> names;
  private final int firstUser;

  /** One row after the other. */
  private final String[] values;

  private UserColumns(String file, List<String> names, int firstUser, String[] values) {
    this.file = file;
    this.names = List.copyOf(names);
    this.firstUser = firstUser;
    this.values = values;
  }

  /**
   * Columns with a value for each user.
   *
   * @param file as the user named it, for errors
   * @param firstUser index of the user of the first row
   * @param rows a value for each name; none of them null
   */
  static UserColumns of(String file, List<String> names, int firstUser, List<String[]> rows) {
    String[] values = new String[rows.size() * names.size()];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, values, row * names.size(), names.size());
    }
    return new UserColumns(file, names, firstUser, values);
  }

  /** The names of all columns, in order; empty where no user has a value of its own. */
  public List<String> names() {
    return names;
  }

  /** Number of the column with this name, from 0; -1 = there is none. */
  public int column(String name) {
    return names.indexOf(name);
  }

  /** Whether the user with this index has a row here. */
  public boolean has(int userIndex) {
    return userIndex >= firstUser && userIndex - firstUser < users();
  }

  /** How many users have a row here. */
  public int users() {
    return names.isEmpty() ? 0 : values.length / names.size();
  }

  /** Index of the user of the first row. */
  public int firstUser() {
    return firstUser;
  }

  /**
   * The value of a user, who has a row here.
   *
   * @param userIndex counts users over all machines
   * @param column as {@link #column} has it
   */
  public String value(int userIndex, int column) {
    return values[
        (userIndex - firstUser) * names.size() + Objects.checkIndex(column, names.size())];
  }

  /**
   * Number of a column without which there can be no run.
   *
   * @param where what needs it: begins the error
   * @throws SettingsException when there is no such column
   */
  public int require(String name, String where) {
    int column = column(name);
    if (column < 0) {
      throw new SettingsException(where + ": " + missing(name));
    }
    return column;
  }

  /** What is wrong where this column is needed, which is not there. */
  public String missing(String name) {
    String found =
        file.isEmpty()
            ? "no file; name a CSV file that has it"
            : "%s with %s".formatted(file, String.join(", ", names));
    String near =
        NearestName.of(name, names).map(other -> "; did you mean " + other + "?").orElse("");
    return "expected a column %s in the file of im.login.users-file, got %s%s"
        .formatted(name, found, near);
  }

  /**
   * These with one more column, the last one.
   *
   * @param first index of the first user, as it is here unless nobody has a row
   * @param column a value for each user
   */
  public UserColumns with(String name, int first, List<String> column) {
    String[] more = new String[values.length + column.size()];
    int width = names.size();
    for (int row = 0; row < column.size(); row++) {
      System.arraycopy(values, row * width, more, row * (width + 1), width);
      more[row * (width + 1) + width] = column.get(row);
    }
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return new UserColumns(file, all, first, more);
  }

  /** Those of some users of these alone. */
  UserColumns of(int first, int count) {
    int width = names.size();
    int from = (first - firstUser) * width;
    return new UserColumns(
        file, names, first, Arrays.copyOfRange(values, from, from + count * width));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserColumns columns
        && names.equals(columns.names)
        && firstUser == columns.firstUser
        && Arrays.equals(values, columns.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(names, firstUser, Arrays.hashCode(values));
  }

  /** Shows names alone: values may be secret. */
  @Override
  public String toString() {
    return "UserColumns[" + String.join(", ", names) + "]";
  }
}
