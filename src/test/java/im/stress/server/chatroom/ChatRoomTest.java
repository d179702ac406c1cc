package im.stress.server.chatroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChatRoomTest {
  private static final ChatRoomLimits LIMITS = new ChatRoomLimits(3, 2, 1_000);

  private final AtomicInteger forgotten = new AtomicInteger();
  private final ChatRoom chatRoom = new ChatRoom(LIMITS, forgotten::incrementAndGet);

  private boolean save(String room, String content, long timestamp) {
    return chatRoom.save(room, new StoredMessage(content, timestamp, "u1"));
  }

  private List<String> contents(String room, long since) {
    return chatRoom.messages(room, since).stream().map(StoredMessage::content).toList();
  }

  @Test
  void a_name_registers_once() {
    assertThat(chatRoom.register("u1", "pw")).isTrue();
    assertThat(chatRoom.register("u1", "pw")).isFalse();
    assertThat(chatRoom.register("u1", "other")).isFalse();
    assertThat(chatRoom.knows("u1", "pw")).isTrue();
    assertThat(chatRoom.knows("u1", "other")).isFalse();
    assertThat(chatRoom.knows("u2", "pw")).isFalse();
  }

  @Test
  void users_are_online_from_login_to_logout() {
    chatRoom.register("u1", "pw");
    chatRoom.setOnline("nobody", true);
    assertThat(chatRoom.users()).containsExactly(new ListedUser(false, "u1"));
    chatRoom.setOnline("u1", true);
    assertThat(chatRoom.users()).containsExactly(new ListedUser(true, "u1"));
    chatRoom.setOnline("u1", false);
    assertThat(chatRoom.users()).containsExactly(new ListedUser(false, "u1"));
  }

  @Test
  void a_room_is_created_once_and_its_creator_is_a_member() {
    assertThat(chatRoom.create("den", "u1")).isTrue();
    assertThat(chatRoom.create("den", "u2")).isFalse();
    assertThat(chatRoom.rooms()).containsExactly(new ListedRoom(List.of("u1"), "den"));
  }

  @Test
  void whoever_joins_twice_is_a_member_once() {
    chatRoom.create("den", "u1");
    assertThat(chatRoom.join("den", "u2")).isTrue();
    assertThat(chatRoom.join("den", "u2")).isTrue();
    assertThat(chatRoom.rooms()).containsExactly(new ListedRoom(List.of("u1", "u2"), "den"));
  }

  @Test
  void a_room_that_nobody_created_takes_members_and_messages_and_is_not_listed() {
    assertThat(chatRoom.join("den", "u2")).isTrue();
    assertThat(save("den", "hi", 5)).isTrue();
    assertThat(chatRoom.rooms()).isEmpty();
    chatRoom.create("den", "u1");
    assertThat(chatRoom.rooms()).containsExactly(new ListedRoom(List.of("u2", "u1"), "den"));
    assertThat(contents("den", 0)).containsExactly("hi");
  }

  @Test
  void a_listing_has_what_came_strictly_after_its_time() {
    save("den", "a", 5);
    save("den", "b", 6);
    save("den", "c", 6);
    save("den", "d", 7);
    save("other", "e", 7);
    assertThat(contents("den", 0)).containsExactly("a", "b", "c", "d");
    assertThat(contents("den", 5)).containsExactly("b", "c", "d");
    assertThat(contents("den", 6)).containsExactly("d");
    assertThat(contents("den", 7)).isEmpty();
    assertThat(contents("nowhere", 0)).isEmpty();
  }

  @Test
  void a_message_that_is_saved_late_stands_at_its_time() {
    save("den", "a", 5);
    save("den", "c", 9);
    save("den", "d", 9);
    save("den", "b", 6);
    assertThat(contents("den", 0)).containsExactly("a", "b", "c", "d");
    assertThat(contents("den", 8)).containsExactly("c", "d");
  }

  @Test
  void past_the_limit_the_oldest_messages_are_forgotten() {
    String long300 = "x".repeat(300);
    save("den", "a" + long300, 1);
    save("den", "b" + long300, 2);
    assertThat(forgotten).hasValue(0);
    save("other", "c" + long300, 3);
    assertThat(forgotten).hasValue(1);
    assertThat(contents("den", 0)).containsExactly("b" + long300);
    assertThat(contents("other", 0)).containsExactly("c" + long300);
  }

  @Test
  void there_are_no_more_users_than_the_limit() {
    chatRoom.create("den", "u0");
    for (int user = 1; user <= 3; user++) {
      assertThat(chatRoom.register("u" + user, "pw")).isTrue();
    }
    assertThat(chatRoom.register("u4", "pw")).isFalse();
    assertThat(chatRoom.join("den", "u1")).isTrue();
    assertThat(chatRoom.join("den", "u2")).isTrue();
    assertThat(chatRoom.join("den", "u3")).isFalse();
    assertThat(chatRoom.join("den", "u2")).isTrue();
  }

  @Test
  void there_are_no_more_rooms_than_the_limit() {
    save("a", "hi", 1);
    chatRoom.join("b", "u1");
    assertThat(chatRoom.create("c", "u1")).isFalse();
    assertThat(chatRoom.join("c", "u1")).isFalse();
    assertThat(save("c", "hi", 1)).isFalse();
    assertThat(chatRoom.create("a", "u1")).isTrue();
  }
}
