package im.stress.server.chatroom;

/**
 * How much the chat room remembers.
 *
 * @param users who can register, and who can be members of a room
 * @param rooms names of rooms, those that were only written to or joined included
 * @param messageBytes of all messages together; past it the oldest are forgotten
 */
public record ChatRoomLimits(int users, int rooms, long messageBytes) {}
