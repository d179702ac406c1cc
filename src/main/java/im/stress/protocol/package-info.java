/**
 * What a protocol is to the users who speak it, and what all protocols share: markers, ids, names.
 * A package below this one for each kind of protocol.
 */
package im.stress.protocol;
