package im.stress.config;

import java.time.Duration;
import java.util.OptionalInt;

/** Settings that are right each for itself, and wrong together. */
final class CrossChecks {
  private CrossChecks() {}

  static void check(StressSettings settings, SettingsReader in) {
    machineIsOneOfAll(settings.machine(), in);
    userNumbersFitAnInt(settings, in);
    messageFitsAFrame(settings, in);
    groupsHaveUsersEnough(settings, in);
    everyProcessHasUsers(settings, in);
    stormComesBeforeTheEnd(settings, in);
    embeddedServerCanBeReached(settings, in);
  }

  private static void machineIsOneOfAll(MachineSettings machine, SettingsReader in) {
    if (machine.count() > 0 && machine.id() >= machine.count()) {
      throw in.setting("im.machine.id")
          .expected(
              "0 to %d, since %s is %d"
                  .formatted(
                      machine.count() - 1, in.setting("im.machine.count").name(), machine.count()));
    }
  }

  private static void userNumbersFitAnInt(StressSettings settings, SettingsReader in) {
    int users = settings.load().users();
    long machines = Math.max(settings.machine().id() + 1L, settings.machine().count());
    long most = Integer.MAX_VALUE / machines;
    if (users > most) {
      throw in.setting("im.users")
          .expected(
              "at most %d, since users of %d machines are numbered up to %d"
                  .formatted(most, machines, Integer.MAX_VALUE));
    }
  }

  private static void messageFitsAFrame(StressSettings settings, SettingsReader in) {
    MessageSettings message = settings.message();
    if (message.enabled() || settings.groups().enabled()) {
      MessageSize.fits(message.sizeBytes(), settings.connection(), in.setting("im.message.size"));
    }
  }

  private static void groupsHaveUsersEnough(StressSettings settings, SettingsReader in) {
    int users = settings.load().users();
    if (settings.groups().size() > users) {
      throw in.setting("im.groups.size")
          .expected("at most %s (%d)".formatted(in.setting("im.users").name(), users));
    }
  }

  private static void everyProcessHasUsers(StressSettings settings, SettingsReader in) {
    int unit = UserSplit.unit(settings);
    int most = UserSplit.mostProcesses(settings.load().users(), unit);
    if (settings.run().shards() > most) {
      throw in.setting("im.run.shards")
          .expected(
              "at most %d, since each process has %d or more of the %d users"
                  .formatted(most, unit, settings.load().users()));
    }
  }

  private static void stormComesBeforeTheEnd(StressSettings settings, SettingsReader in) {
    Duration end = settings.load().rampUp().plus(settings.load().duration());
    if (settings.storm().at().compareTo(end) >= 0) {
      throw in.setting("im.storm.at")
          .expected("less than im.ramp-up + im.duration (%s)".formatted(Times.text(end)));
    }
  }

  private static void embeddedServerCanBeReached(StressSettings settings, SettingsReader in) {
    if (!settings.target().embedded()) {
      return;
    }
    String scheme = settings.target().scheme();
    switch (scheme) {
      case "wss", "tls", "https" ->
          throw in.setting(TargetUrls.SCHEME)
              .expected(
                  "ws, tcp or http, since no target is named and the embedded server has no TLS");
      case "tcp" -> portIsThere(settings.server().tcp().port(), ServerMapper.TCP_PORT, in);
      case "http" -> portIsThere(settings.server().http().port(), ServerMapper.HTTP_PORT, in);
      default -> {}
    }
  }

  private static void portIsThere(OptionalInt port, String key, SettingsReader in) {
    if (port.isEmpty()) {
      Setting scheme = in.setting(TargetUrls.SCHEME);
      throw in.setting(key)
          .expected(
              "a port, since no target is named and %s is %s"
                  .formatted(scheme.name(), in.text(TargetUrls.SCHEME)));
    }
  }
}
