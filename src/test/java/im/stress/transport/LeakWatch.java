package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.netty.util.ResourceLeakDetectorFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Follows every pooled buffer of this JVM. Must be there before the first buffer is: as the first
 * static field of a test class that has a JVM of its own.
 */
final class LeakWatch extends ResourceLeakDetectorFactory {
  private final List<String> leaks = new CopyOnWriteArrayList<>();

  LeakWatch() {
    ResourceLeakDetector.setLevel(Level.PARANOID);
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(this);
  }

  @Override
  @Deprecated // abstract all the same
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int samplingInterval, long maxActive) {
    throw new UnsupportedOperationException("Netty asks for the other one");
  }

  @Override
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int interval) {
    return new ResourceLeakDetector<>(type, interval) {
      @Override
      protected boolean needReport() {
        return true;
      }

      @Override
      protected void reportTracedLeak(String resourceType, String records) {
        leaks.add(records);
      }

      @Override
      protected void reportUntracedLeak(String resourceType) {
        leaks.add(resourceType);
      }
    };
  }

  /** Leaks one buffer on purpose; when that one is found, all others would be. */
  void assertNoBufferWasLost() {
    ByteBufAllocator.DEFAULT.buffer(1).touch("on purpose");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              ByteBufAllocator.DEFAULT.buffer(1).release();
              return !leaks.isEmpty();
            });
    assertThat(leaks).hasSize(1).first().asString().contains("on purpose");
  }
}
