package im.stress.monitor;

import oshi.software.os.InternetProtocolStats.TcpState;

/**
 * One TCP socket of the machine.
 *
 * @param owner identifies the socket or its process, see {@link SocketTable#pidOf}
 */
record TcpSocket(
    IpAddress localAddress,
    int localPort,
    IpAddress remoteAddress,
    int remotePort,
    TcpState state,
    long owner) {}
