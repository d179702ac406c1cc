package im.stress.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands on the listening socket: when accepting fails, as it does without free file handles, says
 * so once and pauses, rather than try again at once for ever.
 */
final class AcceptGuard extends ChannelInboundHandlerAdapter {
  static final long PAUSE_SECONDS = 1;

  private static final Logger LOG = LoggerFactory.getLogger(AcceptGuard.class);

  private boolean told;

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!told) {
      told = true;
      LOG.warn(message(cause));
    }
    ChannelConfig config = context.channel().config();
    config.setAutoRead(false);
    var unused =
        context
            .executor()
            .schedule(() -> config.setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  /** What to tell about connections that can't be accepted: one line. */
  static String message(Throwable cause) {
    return "can't accept connections: %s; this process may open %s files: raise that with ulimit -n"
        .formatted(cause.getMessage(), fileLimit());
  }

  private static String fileLimit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Long.toString(unix.getMaxFileDescriptorCount())
        : "so many";
  }
}
