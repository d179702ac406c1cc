/**
 * One IM user on one connection: its states, its loops, what it waits for, how it comes back.
 *
 * <p>From below, each knows only what stands before it: {@code UserContext} what all users of the
 * process share, {@code UserLoop} the tools of one event loop, {@code Speaker} the connection that
 * the user has now, {@code Loops} all that the user does again and again and what answers it gets,
 * {@code Link} one connection, {@code Lifecycle} the user's states and so one link after the other,
 * {@code ImUser} what the user is told, together with {@code LoopUsers} who share their end, {@code
 * Population} all of them.
 */
package im.stress.user;
