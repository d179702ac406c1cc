package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import im.stress.config.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An option that nothing reads is refused; one that is read is taken. */
class UnknownOptionsTest {
  private static SettingsBlock template(String preset, String own) {
    return PresetTemplate.complete(new CodecSettings(preset, ConfigFactory.parseString(own)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chat-server-toid | options.recipent = to | options.recipent: expected an option of the preset (recipient, register-on), got one that nothing uses; did you mean recipient?",
        "openim | options.plattform = 2 | options.plattform: expected an option of the preset (platform), got one that nothing uses; did you mean platform?",
        "openim | options.zone = 2 | options.zone: expected an option of the preset (platform), got one that nothing uses",
        "json | options.app = demo | options.app: expected an option of the preset (it has none), got one that nothing uses",
        "json | options.app = demo, vars.a = \"${option.apple}\" | options.app: expected an option of the preset (it has none), got one that nothing uses",
      })
  void misspelt_option_is_refused_with_the_nearest_name(String preset, String own, String error) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> template(preset, own))
        .withMessage("im.codec.template." + error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "options.app = demo, vars.a = \"${option.app}\"",
        "options.app = demo, vars.a = \"${option.app | md5}\"",
        "options.app = demo, inbound.kick { match { \"/type\" = ${options.app} } }",
      })
  void option_of_the_own_template_is_taken(String own) {
    assertThat(template("json", own).blockOrEmpty(Options.KEY).text("app")).contains("demo");
  }

  @Test
  void option_of_the_preset_is_taken() {
    assertThat(
            template("chat-server-toid", "options.recipient = to")
                .blockOrEmpty(Options.KEY)
                .text("recipient"))
        .contains("to");
  }
}
