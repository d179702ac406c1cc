package im.stress.monitor;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import oshi.software.os.OperatingSystem;

/**
 * The watched process: one pid until it ends, or whoever listens on a port, also after restarts.
 */
final class TargetProbe implements Probe {
  private final OperatingSystem system;
  private final int processors;
  private final Optional<PortOwner> portOwner;
  private Optional<ProcessProbe> process = Optional.empty();
  private Optional<GcPauseTotal> gc = Optional.empty();
  private String words = "";

  private TargetProbe(OperatingSystem system, int processors, Optional<PortOwner> portOwner) {
    this.system = system;
    this.processors = processors;
    this.portOwner = portOwner;
  }

  /**
   * Watches whoever listens on a port.
   *
   * @param processors number of CPUs of the machine
   */
  static TargetProbe ofPort(OperatingSystem system, int processors, PortOwner owner) {
    TargetProbe probe = new TargetProbe(system, processors, Optional.of(owner));
    probe.words = owner.whyNobody();
    return probe;
  }

  /**
   * Watches one process and no other.
   *
   * @param processors number of CPUs of the machine
   */
  static TargetProbe ofPid(OperatingSystem system, int processors, int pid) throws IOException {
    TargetProbe probe = new TargetProbe(system, processors, Optional.empty());
    probe.watch(pid);
    return probe;
  }

  /** What is watched, for people. */
  String words() {
    return words;
  }

  @Override
  public void measure(Readings readings) throws IOException {
    Optional<ProcessProbe.Usage> used = read();
    if (portOwner.isPresent() && portOwner.get().hasMoved() && isAnother(portOwner.get().pid())) {
      follow(portOwner.get());
      used = read().map(ProcessProbe.Usage::ofNewProcess);
    }
    if (used.isPresent() && process.isPresent()) {
      fill(used.get(), readings);
      readings.set(MonitorColumn.TARGET_FD_LIMIT, process.get().fdLimit());
    }
    if (gc.isPresent()) {
      OptionalDouble pause = gc.get().takeMillis();
      pause.ifPresent(millis -> readings.set(MonitorColumn.TARGET_GC_PAUSE_MILLIS, millis));
      OptionalLong survived = gc.get().survivedBytes();
      survived.ifPresent(b -> readings.set(MonitorColumn.TARGET_HEAP_AFTER_GC_BYTES, b));
    }
  }

  /** Empty, and still watched, while this process has no file handle left to read it. */
  private Optional<ProcessProbe.Usage> read() throws IOException {
    if (process.isEmpty()) {
      return Optional.empty();
    }
    Optional<ProcessProbe.Usage> used = process.get().read();
    if (process.get().hasEnded()) {
      lose();
    }
    return used;
  }

  /** A server that listens no more, or anew, may go on serving: it is the target while it lives. */
  private boolean isAnother(OptionalInt listener) {
    return process.isEmpty()
        || (listener.isPresent() && listener.getAsInt() != process.get().pid());
  }

  private void follow(PortOwner owner) throws IOException {
    lose();
    words = owner.whyNobody();
    if (owner.pid().isPresent()) {
      watch(owner.pid().getAsInt());
      if (process.isEmpty()) {
        owner.lookAgain();
      }
    }
  }

  private void watch(int pid) throws IOException {
    process = ProcessProbe.of(system, pid, processors);
    words = process.map(found -> "pid " + pid + " (" + found.name() + ")").orElse("no pid " + pid);
    gc = process.isPresent() ? GcPauseTotal.ofJvm(pid) : Optional.empty();
  }

  private void lose() {
    process.ifPresent(lost -> words = "pid " + lost.pid() + " has ended");
    process = Optional.empty();
    gc = Optional.empty();
  }

  private static void fill(ProcessProbe.Usage usage, Readings readings) {
    readings.set(MonitorColumn.TARGET_CPU_PERCENT, usage.cpuPercent());
    readings.set(MonitorColumn.TARGET_RSS_BYTES, usage.rssBytes());
    readings.set(MonitorColumn.TARGET_THREADS, usage.threads());
    readings.set(MonitorColumn.TARGET_FD_USED, usage.fdUsed());
  }
}
