package im.stress.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with the names of the columns of {@code im.login.users-file}. */
record UsersHeader(List<String> names) {

  /** The first thing that is wrong; empty when all is well. */
  Optional<String> problem() {
    Set<String> seen = new HashSet<>();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      String problem = problem(name, column + 1);
      if (!problem.isEmpty()) {
        return Optional.of(problem);
      }
      if (!seen.add(name)) {
        return Optional.of("expected each column once, got %s again".formatted(quoted(name)));
      }
    }
    return Optional.empty();
  }

  private String problem(String name, int number) {
    if (name.isEmpty()) {
      return "expected a name for each column, got none for column " + number;
    }
    if (!name.equals(name.strip())) {
      return "expected names of columns without white space around them, got " + quoted(name);
    }
    if (names.size() == 1 && (name.indexOf(';') >= 0 || name.indexOf('\t') >= 0)) {
      return "expected commas between the columns, got " + quoted(name);
    }
    return misspelt(name, UserColumns.UID) || misspelt(name, UserColumns.TOKEN)
        ? "expected %s in small letters, got %s"
            .formatted(name.toLowerCase(Locale.ROOT), quoted(name))
        : "";
  }

  private static boolean misspelt(String name, String meant) {
    return name.equalsIgnoreCase(meant) && !name.equals(meant);
  }

  private static String quoted(String name) {
    return Setting.quoted(name);
  }
}
