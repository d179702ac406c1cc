/**
 * An embedded IM server with faults on demand: what tests hold the client's figures against. Reads
 * and writes its formats on its own, without {@code protocol}, so that one mistake can't hide in
 * both ends. A {@code Backend} says what the messages of one protocol mean; users, groups, faults,
 * counts and standstills are the same for all. The HTTP chat room has no such messages: {@code
 * HttpService} answers its requests.
 */
package im.stress.server;
