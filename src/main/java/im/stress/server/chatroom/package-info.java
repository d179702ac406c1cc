/**
 * The HTTP chat room of the embedded server without its sockets: who has registered, the rooms and
 * their messages, and what each request is answered. The two architectures of the original tell
 * errors in two ways ({@code ErrorStyle}); all else is the same for both.
 */
package im.stress.server.chatroom;
