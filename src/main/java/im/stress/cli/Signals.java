package im.stress.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ctrl-C, SIGTERM and a closed terminal. A shutdown hook won't do: once the JVM is shutting down, a
 * second Ctrl-C is not heard any more. {@code sun.misc.Signal} (module jdk.unsupported, the
 * supported way according to JEP 260) is reached by reflection, because javac warns about it with
 * no way to say that it is meant.
 */
final class Signals {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private Signals() {}

  /**
   * From now on runs {@code action} on each of these signals, on a thread of the JVM. A signal that
   * this JVM was started to ignore ({@code nohup}) or doesn't have stays as it is.
   */
  static void handle(Runnable action) {
    for (String name : NAMES) {
      try {
        handle(name, action);
      } catch (ReflectiveOperationException e) {
        // Without a handler the JVM ends at once; the children see that their parent is gone.
        return;
      }
    }
  }

  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler call =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            action.run();
          }
          return null;
        };
    Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
    try {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (InvocationTargetException e) {
      // IllegalArgumentException: this system doesn't have the signal, or -Xrs keeps it.
    }
  }
}
