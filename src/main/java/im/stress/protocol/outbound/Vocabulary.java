package im.stress.protocol.outbound;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The values that a template may have in it: single ones, and families such as {@code user.NAME}.
 * Immutable.
 *
 * @param single by name
 * @param families by what stands before the full stop; each makes the value of a name, or throws
 *     IllegalArgumentException with what it expected
 */
public record Vocabulary(Map<String, Value> single, Map<String, Function<String, Value>> families) {

  /** Copies what it is given. */
  public Vocabulary {
    single = Map.copyOf(single);
    families = Map.copyOf(families);
  }

  /**
   * The value of this name.
   *
   * @throws IllegalArgumentException when there is none here: what there is
   */
  Value value(String name) {
    Value value = single.get(name);
    if (value != null) {
      return value;
    }
    int stop = name.indexOf('.');
    Function<String, Value> family = stop < 0 ? null : families.get(name.substring(0, stop));
    if (family == null) {
      throw new IllegalArgumentException("no value ${" + name + "} here; expected" + names());
    }
    return family.apply(name.substring(stop + 1));
  }

  private String names() {
    Set<String> names = new TreeSet<>(single.keySet());
    families.keySet().forEach(family -> names.add(family + ".NAME"));
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(" ${").append(name).append('}'));
    return text.toString();
  }
}
