package im.stress.gatling;

import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import java.util.ArrayList;
import java.util.Collections;
import scala.Option;
import scala.collection.immutable.List;

/** The engine of Gatling, seen from ours: keeps the order of calls. Safe on any thread. */
final class KeptCalls implements StatsEngine {
  final java.util.List<String> calls = Collections.synchronizedList(new ArrayList<>());

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
    String path = groups.isEmpty() ? name : groups.mkString(" / ") + " / " + name;
    String why = message.isEmpty() ? "" : " " + message.get();
    calls.add(path + " " + start + "-" + end + " " + status.name() + why);
  }

  @Override
  public void start() {
    calls.add("start");
  }

  @Override
  public void stop(ActorRef<Controller.Command> controller, Option<Exception> failure) {
    calls.add("stop");
  }

  @Override
  public void logUserStart(String scenario) {
    calls.add("user start");
  }

  @Override
  public void logUserEnd(String scenario) {
    calls.add("user end");
  }

  @Override
  public void logGroupEnd(String scenario, GroupBlock group, long exitTimestamp) {
    calls.add("group end");
  }

  @Override
  public void logRequestCrash(String scenario, List<String> groups, String name, String error) {
    calls.add("crash " + name + " " + error);
  }
}
