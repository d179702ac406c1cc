/** Protobuf by a {@code .proto} file that is read at the start: bodies read, written and told. */
package im.stress.protocol.protobuf;
