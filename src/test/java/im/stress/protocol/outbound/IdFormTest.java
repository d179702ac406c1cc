package im.stress.protocol.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.MessageId;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.body.BodyValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdFormTest {
  private static final int[] EXTREMES = {0, 1, 15, 16, 0xffff, 0x10000, Integer.MAX_VALUE};
  private static final int[] RUN_KEYS = {0, 1, -1, 0x1234abcd, Integer.MIN_VALUE};

  private static byte[] written(IdForm form, int runKey, int user, int number) {
    LoginSettings login = new LoginSettings("u", 0, "secret", Duration.ofSeconds(1));
    GroupSettings groups = new GroupSettings(2, Duration.ofSeconds(1), true, "g", 0);
    Chat chat = new Chat(new ProtocolContext(runKey, login, 64, groups));
    ByteBuf out = Unpooled.buffer();
    form.write(chat.set(user, 1, number, 0, 0), 5, out);
    return ByteBufUtil.getBytes(out);
  }

  private static long read(IdForm form, int runKey, byte[] id) {
    BodyValue value = new BodyValue("/id");
    value.setText(id, 0, id.length, 0);
    return form.read(value, runKey);
  }

  @ParameterizedTest
  @EnumSource(names = {"HEX24", "UUID", "UUID_BYTES"})
  void an_id_is_read_as_it_was_written(IdForm form) {
    for (int runKey : RUN_KEYS) {
      for (int user : EXTREMES) {
        for (int number : EXTREMES) {
          long read = read(form, runKey, written(form, runKey, user, number));
          assertThat(MessageId.user(read)).isEqualTo(user);
          assertThat(MessageId.number(read)).isEqualTo(number);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ids_of_others_are_foreign(IdForm form) {
    byte[] ours = written(form, 1, 7, 3);
    assertForeign(form, 2, ours);
    assertForeign(form, 1, new byte[0]);
    assertForeign(form, 1, "none".getBytes(StandardCharsets.UTF_8));
    assertForeign(form, 1, new byte[16]);
    assertForeign(
        form, 1, UUID.nameUUIDFromBytes(ours).toString().getBytes(StandardCharsets.UTF_8));
    byte[] longer = Arrays.copyOf(ours, ours.length + 1);
    assertForeign(form, 1, longer);
  }

  private static void assertForeign(IdForm form, int runKey, byte[] id) {
    assertThat(MessageId.user(read(form, runKey, id))).isEqualTo(MessageId.FOREIGN);
    assertThat(MessageId.number(read(form, runKey, id))).isEqualTo(MessageId.FOREIGN);
  }

  @Test
  void an_id_with_a_bit_changed_is_another_or_foreign() {
    Random random = new Random(9562);
    for (int i = 0; i < 20_000; i++) {
      int user = random.nextInt() >>> 1;
      byte[] id = written(IdForm.UUID_BYTES, 1, user, 3);
      id[random.nextInt(id.length)] ^= (byte) (1 << random.nextInt(8));
      long read = read(IdForm.UUID_BYTES, 1, id);
      assertThat(read == MessageId.FOREIGN || read != ((long) user << 32 | 3)).isTrue();
    }
  }

  @Test
  void a_uuid_is_one_of_version_8_and_has_the_same_bytes() {
    String text = new String(written(IdForm.UUID, 0x1234abcd, 7, 3), StandardCharsets.US_ASCII);
    UUID uuid = UUID.fromString(text);
    assertThat(text).isEqualTo("1234abcd-0000-8000-8007-000000000003");
    assertThat(uuid.version()).isEqualTo(8);
    assertThat(uuid.variant()).isEqualTo(2);
    ByteBuf bytes = Unpooled.wrappedBuffer(written(IdForm.UUID_BYTES, 0x1234abcd, 7, 3));
    assertThat(new UUID(bytes.readLong(), bytes.readLong())).isEqualTo(uuid);
    assertThat(
            MessageId.number(
                read(
                    IdForm.UUID,
                    0x1234abcd,
                    text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(3);
  }

  @Test
  void a_sequence_is_the_number_of_the_connection() {
    assertThat(written(IdForm.SEQUENCE, 1, 7, 3)).isEqualTo(new byte[] {'5'});
    assertThat(written(IdForm.NONE, 1, 7, 3)).isEmpty();
  }
}
