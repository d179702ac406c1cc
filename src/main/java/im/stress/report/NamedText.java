package im.stress.report;

import java.util.List;
import java.util.Map;

/** A name and a text beside it: one row of a table of the page. */
record NamedText(String name, String text) {

  static List<NamedText> of(Map<String, ?> map) {
    return map.entrySet().stream()
        .map(entry -> new NamedText(entry.getKey(), String.valueOf(entry.getValue())))
        .toList();
  }
}
