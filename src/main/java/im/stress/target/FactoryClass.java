package im.stress.target;

import im.stress.config.SettingsException;
import im.stress.protocol.ProtocolFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Makes the factory of a protocol in Java by the name of its class: one that the user wrote. */
final class FactoryClass {
  private final String name;

  private FactoryClass(String name) {
    this.name = name;
  }

  /** Whether a format is the name of a class: it has a full stop, as no preset has. */
  static boolean isNamedBy(String format) {
    return format.indexOf('.') >= 0;
  }

  /**
   * An object of the class of this name.
   *
   * @throws SettingsException when it can't be used: one line that says what the class lacks
   */
  static ProtocolFactory make(String name) {
    return new FactoryClass(name).make();
  }

  private ProtocolFactory make() {
    Class<?> type = load();
    if (!ProtocolFactory.class.isAssignableFrom(type)) {
      throw refused(
          "a class that implements " + ProtocolFactory.class.getName(), "one that does not");
    }
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw refused("a class that is public and not abstract", "one that is not");
    }
    try {
      return (ProtocolFactory) constructorOf(type).newInstance();
    } catch (InvocationTargetException e) {
      throw refused("a constructor that ends well", String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw refused("a class that objects can be made of", String.valueOf(e));
    }
  }

  /** Initializes nothing yet: what fails then belongs to the constructor. */
  private Class<?> load() {
    try {
      return Class.forName(name, false, FactoryClass.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw refused(
          "a class on the class path (one within another is named Outer$Inner)",
          "none of this name");
    } catch (LinkageError e) {
      throw refused("a class that can be loaded", String.valueOf(e));
    }
  }

  private Constructor<?> constructorOf(Class<?> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw refused("a public constructor without parameters", "none");
    }
  }

  private SettingsException refused(String expected, String got) {
    return new SettingsException(
        "im.codec.format: %s: expected %s, got %s".formatted(name, expected, got));
  }
}
