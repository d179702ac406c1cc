package im.stress.server.chatroom;

import java.util.List;

/**
 * A room, as the listing of rooms has it.
 *
 * @param members who has joined, in that order
 * @param name its name
 */
public record ListedRoom(List<String> members, String name) {}
