package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.run.RunListener;
import im.stress.run.StagedListener;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ListenersTest {
  private final List<String> heard = new ArrayList<>();

  static Stream<Method> methods() {
    return Stream.of(RunListener.class, StagedListener.class)
        .flatMap(type -> Stream.of(type.getMethods()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void every_listener_hears_everything_in_their_order(Method method) throws Exception {
    Listeners listeners =
        new Listeners(
            List.of(listener(RunListener.class, "first"), listener(RunListener.class, "second")),
            List.of(
                listener(StagedListener.class, "first"), listener(StagedListener.class, "second")));

    method.invoke(listeners, Stream.of(method.getParameterTypes()).map(this::any).toArray());

    assertThat(heard).containsExactly("first " + method.getName(), "second " + method.getName());
  }

  private Object any(Class<?> type) {
    return type == int.class ? (Object) 0 : null;
  }

  private <T> T listener(Class<T> type, String name) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              heard.add(name + " " + method.getName());
              return null;
            }));
  }
}
