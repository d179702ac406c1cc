package im.stress.gatling;

import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import scala.Option;
import scala.collection.immutable.List;

/**
 * Keeps responses back until the next {@link #flush}, then hands them on in the order in which they
 * came. Gatling's own engine wakes the thread of its log for each record. All that is rarer, and
 * the end of the run, flushes first and goes through at once, so that the log is the same. Safe on
 * any thread.
 */
final class BatchedStatsEngine implements StatsEngine {
  private final StatsEngine to;
  private final Queue<Consumer<StatsEngine>> responses = new ConcurrentLinkedQueue<>();

  /** Hands on to this engine. */
  BatchedStatsEngine(StatsEngine to) {
    this.to = to;
  }

  /** Hands on what has come. One thread at a time, or the order would be lost. */
  synchronized void flush() {
    for (Consumer<StatsEngine> response = responses.poll();
        response != null;
        response = responses.poll()) {
      response.accept(to);
    }
  }

  @Override
  public void logResponse(
      String scenario,
      List<String> groups,
      String name,
      long start,
      long end,
      Status status,
      Option<String> code,
      Option<String> message) {
    responses.add(
        engine -> engine.logResponse(scenario, groups, name, start, end, status, code, message));
  }

  @Override
  public void start() {
    to.start();
  }

  @Override
  public void stop(ActorRef<Controller.Command> controller, Option<Exception> failure) {
    flush();
    to.stop(controller, failure);
  }

  @Override
  public void logUserStart(String scenario) {
    flush();
    to.logUserStart(scenario);
  }

  @Override
  public void logUserEnd(String scenario) {
    flush();
    to.logUserEnd(scenario);
  }

  @Override
  public void logGroupEnd(String scenario, GroupBlock group, long exitTimestamp) {
    flush();
    to.logGroupEnd(scenario, group, exitTimestamp);
  }

  @Override
  public void logRequestCrash(String scenario, List<String> groups, String name, String error) {
    flush();
    to.logRequestCrash(scenario, groups, name, error);
  }
}
