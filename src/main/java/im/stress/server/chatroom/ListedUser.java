package im.stress.server.chatroom;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A user, as the listing of users has it.
 *
 * @param online whether the last login of this user had no logout after it
 * @param username the name
 */
public record ListedUser(@JsonProperty("is_online") boolean online, String username) {}
