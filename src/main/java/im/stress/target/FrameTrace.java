package im.stress.target;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Tells all that passes in lines for people: time since the start, user, direction, bytes, text;
 * below it in hex what is no text. Without the secrets that are known.
 */
final class FrameTrace implements Trace {
  /** Some lines of a wide terminal; the start of a message says what it is. */
  private static final int MAX_CHARS = 1_000;

  /** Sixteen lines. */
  private static final int MAX_HEX_BYTES = 256;

  /** Past the longest head of a usual upgrade. */
  private static final int MAX_HEAD_CHARS = 4_000;

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String INDENT = " ".repeat(14);

  private final BiFunction<ByteBuf, Way, String> readable;
  private final UnaryOperator<String> masked;
  private final Consumer<String> out;
  private final long startNanos = System.nanoTime();

  /**
   * Begins now.
   *
   * @param readable a message as people read it
   * @param masked a text without secrets
   * @param out takes each line
   */
  FrameTrace(
      BiFunction<ByteBuf, Way, String> readable,
      UnaryOperator<String> masked,
      Consumer<String> out) {
    this.readable = readable;
    this.masked = masked;
    this.out = out;
  }

  @Override
  public void message(String uid, Way way, ByteBuf message) {
    show(uid, way, message, readable(message, way));
  }

  @Override
  public void text(String uid, Way way, ByteBuf bytes) {
    show(uid, way, bytes, bytes.toString(StandardCharsets.UTF_8));
  }

  private void show(String uid, Way way, ByteBuf message, String text) {
    String plain = message.toString(StandardCharsets.UTF_8);
    String bytes = message.readableBytes() + " bytes  ";
    StringBuilder lines = new StringBuilder(head(uid, way)).append(bytes).append(visible(text));
    if (!text.equals(plain) || !isText(plain)) {
      lines.append(hex(message));
    }
    out.accept(lines.toString());
  }

  /** What a protocol makes of bytes that are none of its own must not end the check. */
  private String readable(ByteBuf message, Way way) {
    try {
      return readable.apply(message, way);
    } catch (RuntimeException e) {
      return "(can't be read: " + e.getMessage() + ")";
    }
  }

  @Override
  public void upgrade(String uid, Way way, ByteBuf bytes) {
    String all = bytes.toString(StandardCharsets.UTF_8);
    int end = all.indexOf(END_OF_HEAD);
    String shown = all.substring(0, Math.min(end < 0 ? all.length() : end, MAX_HEAD_CHARS));
    StringBuilder lines = new StringBuilder(head(uid, way));
    String gap = "";
    for (String line : shown.split("\r?\n", -1)) {
      lines.append(gap).append(TextOfTrace.visible(masked.apply(HttpSecrets.masked(line))));
      gap = "\n" + INDENT;
    }
    out.accept(lines.toString());
  }

  @Override
  public void note(String uid, Way way, String words) {
    out.accept((head(uid, way) + TextOfTrace.visible(masked.apply(words))).stripTrailing());
  }

  private String head(String uid, Way way) {
    double millis = (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    String arrow = way == Way.OUT ? "->" : "<-";
    return String.format(Locale.ROOT, "  %10.3f  %s %s ", millis, uid, arrow);
  }

  private String visible(String text) {
    String all = masked.apply(text);
    if (all.length() <= MAX_CHARS) {
      return TextOfTrace.visible(all);
    }
    int left = all.substring(MAX_CHARS).getBytes(StandardCharsets.UTF_8).length;
    return TextOfTrace.visible(all.substring(0, MAX_CHARS)) + " … " + left + " more bytes";
  }

  private static boolean isText(String text) {
    return text.chars()
        .allMatch(c -> c >= ' ' ? c != '\uFFFD' : c == '\n' || c == '\r' || c == '\t');
  }

  /** Masked before it is cut: a secret may lie across the end. */
  private String hex(ByteBuf message) {
    String one = masked.apply(message.toString(StandardCharsets.ISO_8859_1));
    byte[] bytes = one.getBytes(StandardCharsets.ISO_8859_1);
    StringBuilder lines = new StringBuilder();
    int shown = Math.min(bytes.length, MAX_HEX_BYTES);
    for (int at = 0; at < shown; at += 16) {
      int length = Math.min(16, shown - at);
      lines
          .append('\n')
          .append(INDENT)
          .append(String.format(Locale.ROOT, "%04x  ", at))
          .append(ByteBufUtil.hexDump(bytes, at, length).replaceAll("..(?=.)", "$0 "));
    }
    return bytes.length > shown
        ? lines.append(" … ").append(bytes.length - shown).append(" more bytes").toString()
        : lines.toString();
  }
}
