package im.stress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.config.UidPattern;
import im.stress.config.UserColumns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UidWriterTest {
  private static final UidPattern PATTERN = new UidPattern("ü", 5, "@x");

  private static ProtocolContext context(UserColumns columns) {
    LoginSettings login = new LoginSettings(PATTERN, "t", columns, Duration.ofSeconds(1));
    return new ProtocolContext(1, login, 64, GroupSettings.NONE);
  }

  private static String written(UidWriter uids, int index) {
    ByteBuf out = Unpooled.buffer();
    uids.write(index, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void counted_ids_have_text_on_both_sides_of_the_number() {
    ProtocolContext context = context(UserColumns.NONE);

    assertThat(written(context.uids(), 7)).isEqualTo("ü12@x").isEqualTo(context.user(7).uid());
  }

  @Test
  void listed_ids_are_written_in_the_form_that_the_protocol_needs() {
    ProtocolContext context =
        context(UserColumns.NONE.with(UserColumns.UID, 100, List.of("an\"n", "böb")));

    assertThat(written(context.uids(), 101)).isEqualTo("böb").isEqualTo(context.user(101).uid());
    assertThat(written(context.uids(), 102)).isEqualTo(context.login().uid(102));
    assertThat(written(context.uids(), Integer.MAX_VALUE)).isEqualTo("#2147483647");
    assertThat(
            written(
                context.uids(uid -> uid.replace("\"", "\\\"").getBytes(StandardCharsets.UTF_8)),
                100))
        .isEqualTo("an\\\"n");
  }
}
