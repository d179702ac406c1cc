package im.stress.target;

import java.util.List;

/** What went wrong between users who were online, in words that say what to look at. */
final class Explained {
  private static final String TRACE = "; `check --trace` shows every frame";

  private Explained() {}

  /** Why the connection of this user is over. */
  static String end(Caller user, Event event) {
    String uid = user.user.uid();
    if (event instanceof Event.Ended ended) {
      String said = ended.announced().isEmpty() ? ended.end().reason() : ended.announced();
      String why = said.isEmpty() ? ended.end().detail() : said;
      return "the connection of %s ended (%s%s) while it was online%s"
          .formatted(uid, ended.end().cause(), why.isEmpty() ? "" : ": " + why, TRACE);
    }
    if (event instanceof Event.Unanswered unanswered) {
      return "a request of %s was not answered (%s: %s)%s"
          .formatted(uid, unanswered.end().cause(), unanswered.end().detail(), TRACE);
    }
    String words =
        event instanceof Event.Failed failed ? failed.words() : "its login was taken back";
    return "%s can't go on: %s%s".formatted(uid, words, TRACE);
  }

  /** How many frames can't be read, of which there is one or more, and why the first can't. */
  static String unread(List<Event.Unreadable> frames) {
    String first = frames.get(0).words();
    return frames.size() == 1
        ? "a frame came that can't be read: " + first
        : "%d frames came that can't be read, the first: %s".formatted(frames.size(), first);
  }

  /** What came to this user in place of what was waited for. */
  static String instead(Caller user) {
    List<Event.Unreadable> unreadable = user.inbox.unasked(Event.Unreadable.class).toList();
    List<Event.Pushed> unmarked =
        user.inbox.unasked(Event.Pushed.class).filter(push -> push.letter() == null).toList();
    String came = "";
    if (!unreadable.isEmpty()) {
      came = "; " + unread(unreadable);
    } else if (!unmarked.isEmpty()) {
      came =
          "; a message came without our marker, so it was another one, or its content is read from the wrong place: \"%s\""
              .formatted(unmarked.get(0).start());
    } else if (user.inbox.unasked(Event.Acked.class).findAny().isPresent()) {
      came = "; an acknowledgement came with an id that is none of ours";
    }
    return came + TRACE;
  }
}
