package im.stress.config;

import com.typesafe.config.Config;

/**
 * {@code im.codec}: the wire format.
 *
 * @param format name of the format, {@code json} unless told otherwise; with a full stop it is the
 *     name of a class
 * @param template the block {@code im.codec.template}: outbound templates and inbound matchers
 */
public record CodecSettings(String format, Config template) {}
