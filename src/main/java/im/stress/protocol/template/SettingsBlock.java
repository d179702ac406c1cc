package im.stress.protocol.template;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import im.stress.config.NearestName;
import im.stress.config.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One object of the settings, read key by key. Errors name the whole key, and file and line where
 * they are known. A key that is set to null counts as absent.
 *
 * @param path name of the object from the root of the settings
 */
record SettingsBlock(String path, ConfigObject values) {

  /** Refuses every key but these. */
  void allowOnly(Collection<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String near =
            NearestName.of(key, known).map(name -> "; did you mean " + name + "?").orElse("");
        throw error(key, "unknown; expected one of " + String.join(", ", known) + near);
      }
    }
  }

  /** The keys that have a value. */
  Set<String> keys() {
    return values.keySet();
  }

  /** The value of a key, or nothing. */
  Optional<ConfigValue> value(String key) {
    return Optional.ofNullable(values.get(key))
        .filter(value -> value.valueType() != ConfigValueType.NULL);
  }

  /** The object under a key, or nothing. */
  Optional<SettingsBlock> block(String key) {
    return value(key)
        .map(
            value -> {
              if (value instanceof ConfigObject object) {
                return new SettingsBlock(pathOf(key), object);
              }
              throw error(key, "expected a block { … }, got " + describe(value));
            });
  }

  /** The object under a key, or an empty one. */
  SettingsBlock blockOrEmpty(String key) {
    ConfigObject none = ConfigFactory.empty().root().withOrigin(values.origin());
    return block(key).orElse(new SettingsBlock(pathOf(key), none));
  }

  /** The objects under a key: one, or a list of them; none when there is nothing. */
  List<SettingsBlock> blocks(String key) {
    Optional<ConfigValue> value = value(key);
    if (value.isPresent() && value.get() instanceof ConfigList list) {
      List<SettingsBlock> blocks = new ArrayList<>();
      for (ConfigValue element : list) {
        if (!(element instanceof ConfigObject object)) {
          throw error(key, "expected a list of blocks, with " + describe(element) + " in it");
        }
        blocks.add(new SettingsBlock(pathOf(key) + "[" + blocks.size() + "]", object));
      }
      return blocks;
    }
    return block(key).stream().toList();
  }

  /**
   * What is made of the value of a key; a reason why that fails becomes the error of the key.
   *
   * @param compile throws IllegalArgumentException with the words {@code expected …, got …}
   */
  <T> T checked(String key, Supplier<T> compile) {
    try {
      return compile.get();
    } catch (IllegalArgumentException e) {
      throw error(key, e.getMessage());
    }
  }

  /** The texts under a key: a list, or one; none when there is nothing. */
  List<String> texts(String key) {
    if (!(value(key).orElse(null) instanceof ConfigList list)) {
      return text(key).stream().toList();
    }
    List<String> texts = new ArrayList<>();
    for (ConfigValue element : list) {
      if (!(element.unwrapped() instanceof String text)) {
        throw error(key, "expected a list of texts, with " + describe(element) + " in it");
      }
      texts.add(text);
    }
    return texts;
  }

  /** Whether an object stands under a key. */
  boolean isBlock(String key) {
    return value(key).filter(ConfigObject.class::isInstance).isPresent();
  }

  /** The text, number or boolean under a key as text, or nothing. */
  Optional<String> scalar(String key) {
    return value(key)
        .map(
            value -> {
              if (value instanceof ConfigObject || value instanceof ConfigList) {
                throw error(key, "expected text or a number, got " + describe(value));
              }
              return String.valueOf(value.unwrapped());
            });
  }

  /** The whole number under a key, or nothing. */
  Optional<Long> number(String key) {
    return value(key)
        .map(
            value -> {
              if (value.unwrapped() instanceof Integer || value.unwrapped() instanceof Long) {
                return ((Number) value.unwrapped()).longValue();
              }
              throw error(key, "expected a whole number, got " + describe(value));
            });
  }

  /** A boolean under a key, or its text, as {@code --set} gives it. */
  boolean flag(String key, boolean otherwise) {
    Optional<ConfigValue> value = value(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (String.valueOf(value.get().unwrapped())) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(key, "expected true or false, got " + describe(value.get()));
    };
  }

  /** One of these words under a key. */
  <T> T choice(String key, Map<String, T> words) {
    String word = text(key).orElse("nothing");
    if (!words.containsKey(word)) {
      throw error(
          key, "expected one of %s, got %s".formatted(String.join(", ", words.keySet()), word));
    }
    return words.get(word);
  }

  /** One of these values under a key, by its name in lower case with hyphens. */
  <E extends Enum<E>> E choice(String key, E[] values, E otherwise) {
    if (value(key).isEmpty()) {
      return otherwise;
    }
    Map<String, E> words = new LinkedHashMap<>();
    for (E value : values) {
      words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }
    return choice(key, words);
  }

  /** The text under a key, or nothing. */
  Optional<String> text(String key) {
    return value(key)
        .map(
            value -> {
              if (value.unwrapped() instanceof String text) {
                return text;
              }
              throw error(key, "expected text, got " + describe(value));
            });
  }

  /** The one line that tells the user what is wrong with a key, and where it stands. */
  SettingsException error(String key, String problem) {
    ConfigValue value = values.get(key);
    String where = place(value == null ? values.origin() : value.origin());
    return new SettingsException(pathOf(key) + ": " + problem + where);
  }

  /** The same for something below this object, at the place where that value stands. */
  SettingsException errorAt(String keyPath, ConfigValue value, String problem) {
    String where = place(value == null ? values.origin() : value.origin());
    return new SettingsException(path + "." + keyPath + ": " + problem + where);
  }

  /** A value as the user wrote it, or its kind when it is long. */
  static String describe(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a block";
      case LIST -> "a list";
      default -> String.valueOf(value.unwrapped());
    };
  }

  private String pathOf(String key) {
    return path + "." + ConfigUtil.joinPath(key);
  }

  private static String place(ConfigOrigin origin) {
    String file = origin.filename() == null ? origin.resource() : origin.filename();
    if (file == null) {
      return "";
    }
    return " (" + file + (origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "") + ")";
  }
}
