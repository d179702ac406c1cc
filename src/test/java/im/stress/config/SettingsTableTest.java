package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code reference.conf} and the table of {@code docs/settings.md} together. */
class SettingsTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(im\\.[^`|]+)` \\| `([^`|]+)` \\| ([^|]+) \\|$");

  private static final Map<String, ConfigValue> KEYS = keys();

  private static Map<String, ConfigValue> keys() {
    Map<String, ConfigValue> keys = new TreeMap<>();
    collect("im", SettingsLoader.reference().root().get("im"), keys);
    return keys;
  }

  private static void collect(String key, ConfigValue value, Map<String, ConfigValue> keys) {
    if (value instanceof ConfigObject block && !block.isEmpty()) {
      block.forEach((name, inner) -> collect(key + "." + name, inner, keys));
    } else {
      keys.put(key, value);
    }
  }

  private static String shown(ConfigValue value) {
    if (value.valueType() == ConfigValueType.LIST && !((ConfigList) value).isEmpty()) {
      return ((ConfigList) value)
          .stream().map(SettingsTableTest::shown).collect(Collectors.joining(", "));
    }
    return value.valueType() == ConfigValueType.STRING && !value.unwrapped().equals("")
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/settings.md"));
  }

  @Test
  void the_page_lists_all_keys_with_their_defaults() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(page());
    while (row.find()) {
      assertThat(rows.put(row.group(1), row.group(2))).as("one row for " + row.group(1)).isNull();
    }

    Map<String, String> expected = new TreeMap<>();
    KEYS.forEach((key, value) -> expected.put(key, shown(value)));

    assertThat(new TreeMap<>(rows)).isEqualTo(expected);
  }

  @Test
  void every_row_of_the_table_is_well_formed() throws IOException {
    assertThat(page().lines().filter(line -> line.startsWith("| `im.")))
        .allSatisfy(line -> assertThat(line).matches(ROW));
  }

  @Test
  void every_key_has_a_comment() {
    assertThat(KEYS)
        .allSatisfy(
            (key, value) -> assertThat(String.join("", value.origin().comments())).isNotBlank());
  }
}
