package im.stress.protocol.template;

import im.stress.protocol.Traits;
import java.util.List;

/**
 * A preset, compiled. Immutable.
 *
 * @param form what messages are made of
 * @param settings its single values
 * @param connect what users ask a gateway for
 * @param login the steps of a login; none = the connection is the login
 * @param captured how many values a login captures
 * @param outbound what users send after it
 * @param matchers what the server sends
 * @param traits what the protocol has and what it lacks
 */
record Preset(
    MessageForm form,
    TemplateSettings settings,
    ConnectSettings connect,
    List<LoginStep> login,
    int captured,
    Outbound outbound,
    InboundMatchers matchers,
    Traits traits) {}
