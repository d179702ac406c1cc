package im.stress.measure;

import static im.stress.model.Counter.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who is in a group, and whom it waits for. */
class GroupMembersTest {
  private final GroupMembers members = new GroupMembers(3);

  @Test
  void a_group_is_ready_once_each_of_its_members_has_come_or_will_not() {
    members.joined(0);
    members.connectionLost(0);
    members.joined(1);
    members.joined(1);
    assertThat(members.isReady()).isFalse();

    members.staysOut(2);
    assertThat(members.isReady()).isTrue();
  }

  @Test
  void a_refused_or_unanswered_wish_to_join_is_not_waited_for() {
    members.joined(0);
    members.refused(1);
    members.unanswered(2);

    assertThat(members.isReady()).isTrue();
  }

  @Test
  void messages_are_for_others_who_are_there_or_could_not_join() {
    members.joined(0);
    assertThat(members.hasOthers(0)).isFalse();
    assertThat(members.hasOthers(1)).isTrue();

    members.refused(1);
    assertThat(members.hasOthers(0)).isTrue();
    assertThat(members.barredBut(0)).isEqualTo(1);
    assertThat(members.barredBut(1)).isZero();

    members.connectionLost(1);
    assertThat(members.hasOthers(0)).isFalse();
  }

  @Test
  void a_group_is_counted_with_its_first_member_and_a_member_once() {
    TestGroup group = TestGroup.empty(3);
    group.refuse(0);
    assertThat(group.total(GROUPS)).isZero();

    group.join(1);
    group.join(2);
    group.loseConnection(1);
    group.join(1);
    assertThat(group.total(GROUPS)).isEqualTo(1);
    assertThat(group.total(GROUP_MEMBERS)).isEqualTo(2);
  }
}
