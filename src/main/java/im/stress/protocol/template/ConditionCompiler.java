package im.stress.protocol.template;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import im.stress.protocol.inbound.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles blocks of conditions: a path, and what the value there has to be. A text, a whole
 * number, true or false is what it has to be; {@code "200..299"} a range; {@code present}, {@code
 * absent} and {@code empty} say so; a list is one of its elements; {@code { starts-with = x }},
 * {@code { contains = x }}, and {@code { is = x }} for a text that would mean something else here.
 */
final class ConditionCompiler {
  /** A range holds numbers of a long without overflow. */
  private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");

  private static final String EXPECTED =
      "expected text, a whole number, true, false, present, absent, empty, \"200..299\", a list of"
          + " these, or { starts-with = … }, { contains = … }, { is = … }, got ";

  private final MessagePlan plan;
  private final boolean mayNeverHold;

  /** Compiles for messages of this plan. */
  ConditionCompiler(MessagePlan plan) {
    this(plan, false);
  }

  private ConditionCompiler(MessagePlan plan, boolean mayNeverHold) {
    this.plan = plan;
    this.mayNeverHold = mayNeverHold;
  }

  /** The same where a list may be empty: that which it is about never happens. */
  static ConditionCompiler ofOptional(MessagePlan plan) {
    return new ConditionCompiler(plan, true);
  }

  /** The conditions of a block; those on deeper values last, so that they are decoded last. */
  List<Condition> all(SettingsBlock block) {
    List<Condition> conditions = new ArrayList<>();
    new TreeSet<>(block.keys()).forEach(key -> conditions.add(condition(block, key)));
    conditions.sort((one, other) -> Integer.compare(depth(one), depth(other)));
    return List.copyOf(conditions);
  }

  /** The same of conditions that have to hold together, which must be able to. */
  List<Condition> together(SettingsBlock block) {
    List<Condition> conditions = all(block);
    for (Condition condition : conditions) {
      String path = condition.path().text();
      requirePossible(block, path, path, conditions);
    }
    return conditions;
  }

  /**
   * Refuses a path below a value that is no object: nothing can be there.
   *
   * @param key that the path stands under
   */
  static void requirePossible(
      SettingsBlock block, String key, String path, List<Condition> conditions) {
    for (Condition other : conditions) {
      boolean scalar =
          other.test() instanceof ValueTest.Text
              || other.test() instanceof ValueTest.WholeNumber
              || other.test() instanceof ValueTest.Truth;
      if (scalar && path.startsWith(other.path().text() + "/")) {
        throw block.error(
            key, "nothing can be at %s when %s has a value".formatted(path, other.path().text()));
      }
    }
  }

  private static int depth(Condition condition) {
    String path = condition.path().text();
    boolean beforeBody =
        path.startsWith("header.") || path.equals("prefix") || path.equals("status");
    return beforeBody ? 0 : path.split(" \\| ", -1).length;
  }

  private Condition condition(SettingsBlock block, String key) {
    Path path = block.checked(key, () -> plan.path(key));
    return new Condition(path, test(block, key, path, block.values().get(key)));
  }

  private ValueTest test(SettingsBlock block, String key, Path path, ConfigValue value) {
    if (value instanceof ConfigList list) {
      if (list.isEmpty() && !mayNeverHold) {
        throw block.error(
            key, "expected at least one value in the list, got none: that never holds");
      }
      List<ValueTest> tests = new ArrayList<>();
      list.forEach(element -> tests.add(test(block, key, path, element)));
      return new ValueTest.AnyOf(List.copyOf(tests));
    }
    if (value instanceof ConfigObject object) {
      return ofWord(block, key, path, object);
    }
    Object wanted = value.unwrapped();
    if (wanted instanceof String text) {
      return text(block, key, path, text);
    }
    if (wanted instanceof Integer || wanted instanceof Long) {
      require(block, key, path, wanted);
      return new ValueTest.WholeNumber(((Number) wanted).longValue());
    }
    if (wanted instanceof Boolean truth) {
      require(block, key, path, truth);
      return new ValueTest.Truth(truth);
    }
    throw block.error(key, EXPECTED + SettingsBlock.describe(value));
  }

  private ValueTest text(SettingsBlock block, String key, Path path, String text) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      long min = Long.parseLong(range.group(1));
      long max = Long.parseLong(range.group(2));
      if (min > max) {
        throw block.error(key, "expected a range from low to high, got \"" + text + '"');
      }
      require(block, key, path, min);
      return new ValueTest.Range(min, max);
    }
    if (text.equals("present") || text.equals("absent")) {
      checked(block, key, path, () -> plan.requireMayBeAbsent(path));
    }
    return switch (text) {
      case "present" -> new ValueTest.Present();
      case "absent" -> new ValueTest.Absent();
      case "empty" -> new ValueTest.Empty();
      default -> exactly(block, key, path, text);
    };
  }

  private ValueTest exactly(SettingsBlock block, String key, Path path, String text) {
    if (text.length() > BodyValue.KEPT_CHARS) {
      throw block.error(key, "expected at most %d characters".formatted(BodyValue.KEPT_CHARS));
    }
    require(block, key, path, text);
    return new ValueTest.Text(text);
  }

  private ValueTest ofWord(SettingsBlock block, String key, Path path, ConfigObject object) {
    String word = object.size() == 1 ? object.keySet().iterator().next() : "";
    ConfigValue value = object.get(word);
    if (value == null || !(value.unwrapped() instanceof String text)) {
      throw block.error(key, EXPECTED + "a block");
    }
    return switch (word) {
      case "is" -> exactly(block, key, path, text);
      case "starts-with" -> {
        exactly(block, key, path, text);
        yield new ValueTest.StartsWith(text);
      }
      case "contains" -> new ValueTest.Contains(text);
      default -> throw block.error(key, EXPECTED + "{ " + word + " = … }");
    };
  }

  private void require(SettingsBlock block, String key, Path path, Object wanted) {
    checked(block, key, path, () -> plan.require(path, wanted));
  }

  private static void checked(SettingsBlock block, String key, Path path, Runnable check) {
    block.checked(
        key,
        () -> {
          check.run();
          return path;
        });
  }
}
