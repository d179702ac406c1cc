package im.stress.live;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EventStreamIT {
  @TempDir Path temporary;

  @Test
  void a_mistake_in_one_update_does_not_end_the_updates() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    InstantSource source =
        () -> {
          if (broken.getAndSet(false)) {
            throw new IllegalStateException("no time");
          }
          return Instant.now();
        };
    try (Watching watching = new Watching(temporary, source.withZone(ZoneOffset.UTC));
        Events events = new Events(watching.begin().second(10).url())) {
      await().until(() -> events.numbers("online").contains(10L));
      broken.set(true);
      await().until(() -> !broken.get());
      watching.second(11);

      await().until(() -> events.numbers("online").contains(11L));
    }
  }
}
