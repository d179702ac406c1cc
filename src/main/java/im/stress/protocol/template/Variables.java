package im.stress.protocol.template;

import im.stress.config.SettingsException;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Value;
import im.stress.protocol.outbound.Vocabulary;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The block {@code vars}: values that are made of other values. One that uses what a place doesn't
 * have is not there in that place.
 */
final class Variables {
  static final String KEY = "vars";

  private final SettingsBlock block;
  private final MessageForm form;
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<String, SettingsException> unusable = new LinkedHashMap<>();
  private final Set<String> usable = new LinkedHashSet<>();

  Variables(SettingsBlock template, MessageForm form) {
    block = template.blockOrEmpty(KEY);
    this.form = form;
  }

  /** The vocabulary with all of them that it has the values for, which may be others of them. */
  Vocabulary addedTo(Vocabulary vocabulary) {
    Map<String, Value> single = new HashMap<>(vocabulary.single());
    Vocabulary known = vocabulary;
    for (int before = -1;
        before < single.size();
        known = new Vocabulary(single, known.families())) {
      before = single.size();
      for (String name : block.keys()) {
        if (vocabulary.single().containsKey(name)) {
          throw block.error(name, "expected another name, got that of the value ${" + name + "}");
        }
        if (!single.containsKey(name) && block.value(name).isPresent()) {
          add(name, known, single);
        }
      }
    }
    return known;
  }

  private void add(String name, Vocabulary known, Map<String, Value> single) {
    try {
      Template compiled = compile(name, known);
      single.put(
          name, block.isBlock(name) ? new MessageValue(name, compiled) : new Whole(compiled));
      names.put(name, compiled.names());
      usable.add(name);
    } catch (IllegalArgumentException e) {
      unusable.put(name, block.error(name, reason(name, e.getMessage())));
    } catch (SettingsException e) { // of a field in a block, which it names
      unusable.put(name, e);
    }
  }

  private static String reason(String name, String words) {
    return words.startsWith("no value ${" + name + "}")
        ? "expected other values, got ${" + name + "} in itself"
        : words;
  }

  private Template compile(String name, Vocabulary known) {
    if (block.isBlock(name)) {
      return form.tree(block, name, known);
    }
    return new TextCompiler(known, Escape.NONE).compile(block.scalar(name).orElse(""));
  }

  /** These names, and those of all values that the variables among them are made of. */
  Set<String> namesIn(Set<String> used) {
    Set<String> all = new HashSet<>(used);
    for (int before = 0; before < all.size(); ) {
      before = all.size();
      for (String name : List.copyOf(all)) {
        all.addAll(names.getOrDefault(name, Set.of()));
      }
    }
    return all;
  }

  /** Refuses what could be used nowhere; called after all places were compiled. */
  void requireUsable() {
    unusable.forEach(
        (name, reason) -> {
          if (!usable.contains(name)) {
            throw reason;
          }
        });
  }

  /** A template in place of a value. */
  private record Whole(Template template) implements Value {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      template.write(outgoing, out);
    }
  }
}
