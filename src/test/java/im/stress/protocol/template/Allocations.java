package im.stress.protocol.template;

import com.sun.management.ThreadMXBean;
import im.stress.protocol.ProtocolException;
import java.lang.management.ManagementFactory;

/** Measures what work leaves behind for the garbage collector. */
final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** What is measured. */
  interface Work {
    /** Once. */
    void run() throws ProtocolException;
  }

  /** Bytes for each time, of as many times after as many others. */
  static double bytesEach(int times, Work work) throws ProtocolException {
    repeat(times, work);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    repeat(times, work);
    return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / times;
  }

  private static void repeat(int times, Work work) throws ProtocolException {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }
}
