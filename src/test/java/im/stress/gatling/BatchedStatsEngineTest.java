package im.stress.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.commons.stats.OK$;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.List;
import scala.collection.immutable.Nil$;

class BatchedStatsEngineTest {
  private static final int MANY = 20_000;

  private final KeptCalls kept = new KeptCalls();
  private final BatchedStatsEngine engine = new BatchedStatsEngine(kept);

  @SuppressWarnings("unchecked") // Nil is the empty list of any type
  private static List<String> noGroups() {
    return (List<String>) (List<?>) Nil$.MODULE$;
  }

  private void respond(String name, long start) {
    engine.logResponse(
        "s", noGroups(), name, start, start + 1, OK$.MODULE$, Option.empty(), Option.apply("!"));
  }

  @Test
  void responses_wait_for_the_flush_and_keep_their_order_and_content() {
    respond("a", 1);
    respond("b", 2);
    respond("a", 3);
    assertThat(kept.calls).isEmpty();

    engine.flush();
    engine.flush();

    assertThat(kept.calls).containsExactly("a 1-2 OK !", "b 2-3 OK !", "a 3-4 OK !");
  }

  @Test
  void nothing_is_lost_at_the_end() {
    engine.start();
    respond("a", 1);

    engine.stop(null, Option.empty());

    assertThat(kept.calls).containsExactly("start", "a 1-2 OK !", "stop");
  }

  @Test
  void a_user_ends_after_its_responses() {
    engine.logUserStart("s");
    respond("a", 1);
    engine.logRequestCrash("s", noGroups(), "lost", "reset");
    respond("b", 2);
    engine.logUserEnd("s");

    assertThat(kept.calls)
        .containsExactly("user start", "a 1-2 OK !", "crash lost reset", "b 2-3 OK !", "user end");
  }

  @Test
  void responses_of_several_threads_all_arrive_each_thread_in_its_order()
      throws InterruptedException {
    java.util.List<Thread> users = new ArrayList<>();
    for (String name : java.util.List.of("a", "b")) {
      users.add(new Thread(() -> IntStream.range(0, MANY).forEach(i -> respond(name, i))));
    }
    Thread flusher = new Thread(() -> IntStream.range(0, MANY).forEach(i -> engine.flush()));
    users.forEach(Thread::start);
    flusher.start();
    while (users.stream().anyMatch(Thread::isAlive)) {
      engine.flush();
    }
    flusher.join();
    engine.flush();

    for (String name : java.util.List.of("a", "b")) {
      assertThat(kept.calls.stream().filter(call -> call.startsWith(name)))
          .containsExactlyElementsOf(
              IntStream.range(0, MANY)
                  .mapToObj(i -> name + " " + i + "-" + (i + 1) + " OK !")
                  .toList());
    }
  }
}
