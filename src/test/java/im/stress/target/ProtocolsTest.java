package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import im.stress.channel.Framing;
import im.stress.config.CodecSettings;
import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.config.SettingsException;
import im.stress.example.ChecksumProtocol;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolFactory;
import im.stress.protocol.template.TemplateProtocol;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A format is a name of {@code META-INF/services}, a class, or a preset. */
class ProtocolsTest {
  private static ImProtocol find(String format) {
    ProtocolContext context =
        new ProtocolContext(
            1,
            new LoginSettings("u", 0, "secret", Duration.ofSeconds(1)),
            64,
            new GroupSettings(2, Duration.ofSeconds(1), true, "g", 0));
    return Protocols.of(new CodecSettings(format, ConfigFactory.empty()), context);
  }

  private static void assertRefused(Class<?> type, String words) {
    assertThatThrownBy(() -> find(type.getName()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("im.codec.format: " + type.getName() + ": " + words);
  }

  @Test
  void a_class_is_found_by_its_name() {
    assertThat(find(ChecksumProtocol.class.getName()).framing())
        .isInstanceOf(Framing.LengthField.class);
  }

  @Test
  void a_class_within_another_is_found_by_its_name() {
    assertThat(find(Right.class.getName()).framing()).isEqualTo(Framing.MESSAGE);
  }

  @Test
  void names_of_services_and_presets_are_still_found() {
    assertThat(find("toy").framing()).isEqualTo(Framing.LINES);
    assertThat(find("json")).isInstanceOf(TemplateProtocol.class);
  }

  @Test
  void a_class_that_is_not_there() {
    assertThatThrownBy(() -> find("com.example.Mine"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "im.codec.format: com.example.Mine: expected a class on the class path (one within"
                + " another is named Outer$Inner), got none of this name");
  }

  @Test
  void a_class_that_is_no_factory() {
    assertRefused(
        String.class,
        "expected a class that implements im.stress.protocol.ProtocolFactory, got one that does"
            + " not");
  }

  @Test
  void a_class_that_nobody_may_use() {
    assertRefused(
        Hidden.class, "expected a class that is public and not abstract, got one that is not");
    assertRefused(
        Unfinished.class, "expected a class that is public and not abstract, got one that is not");
  }

  @Test
  void a_class_without_a_constructor_that_needs_nothing() {
    assertRefused(Demanding.class, "expected a public constructor without parameters, got none");
  }

  @Test
  void a_class_that_throws() {
    assertRefused(
        Failing.class,
        "expected a constructor that ends well, got java.lang.IllegalStateException: no luck");
    assertRefused(
        LateFailing.class,
        "expected a protocol from its factory, got java.lang.IllegalStateException: no luck");
    assertRefused(Empty.class, "expected a protocol from its factory, got null");
  }

  @Test
  void what_a_factory_says_of_the_settings_is_told_as_it_is() {
    assertThatThrownBy(() -> find(Choosy.class.getName()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("im.codec.template.key: expected a text, got none");
  }

  /** Makes the default protocol. */
  public static class Right implements ProtocolFactory {
    @Override
    public ImProtocol create(CodecSettings settings, ProtocolContext context) {
      return TemplateProtocol.of(new CodecSettings("json", settings.template()), context);
    }
  }

  static final class Hidden extends Right {}

  /** Not finished. */
  public abstract static class Unfinished extends Right {}

  /** Needs a text. */
  public static final class Demanding extends Right {
    /** Takes a text. */
    public Demanding(String text) {
      assertThat(text).isNotNull();
    }
  }

  /** Can't be made. */
  public static final class Failing extends Right {
    /** Fails. */
    public Failing() {
      throw new IllegalStateException("no luck");
    }
  }

  /** Makes nothing. */
  public static final class LateFailing extends Right {
    @Override
    public ImProtocol create(CodecSettings settings, ProtocolContext context) {
      throw new IllegalStateException("no luck");
    }
  }

  /** Makes nothing either. */
  public static final class Empty extends Right {
    @Override
    public ImProtocol create(CodecSettings settings, ProtocolContext context) {
      return null;
    }
  }

  /** Wants a setting. */
  public static final class Choosy extends Right {
    @Override
    public ImProtocol create(CodecSettings settings, ProtocolContext context) {
      throw new SettingsException("im.codec.template.key: expected a text, got none");
    }
  }
}
