package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnglishTextsTest {
  private static Map<String, String> changed(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    EnglishTexts.in(environment);
    return environment;
  }

  @Test
  void texts_become_english_and_nothing_else_changes() {
    assertThat(changed(Map.of("LANG", "zh_CN.UTF-8", "LC_MESSAGES", "de_DE.UTF-8", "HOME", "/h")))
        .isEqualTo(Map.of("LANG", "zh_CN.UTF-8", "LC_MESSAGES", "C", "HOME", "/h"));
  }

  /** It would win over LC_MESSAGES; the characters of paths and arguments stay what they were. */
  @Test
  void a_language_for_everything_stays_that_of_everything_else() {
    assertThat(changed(Map.of("LC_ALL", "zh_CN.UTF-8", "LC_CTYPE", "C", "LANG", "C")))
        .isEqualTo(Map.of("LANG", "zh_CN.UTF-8", "LC_CTYPE", "zh_CN.UTF-8", "LC_MESSAGES", "C"));
  }

  @Test
  void an_empty_variable_is_none() {
    assertThat(changed(Map.of("LC_ALL", "", "LANG", "zh_CN.UTF-8")))
        .isEqualTo(Map.of("LANG", "zh_CN.UTF-8", "LC_MESSAGES", "C"));
  }
}
