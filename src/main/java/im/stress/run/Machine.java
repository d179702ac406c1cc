package im.stress.run;

import java.io.IOException;

/**
 * What this machine gives to a run.
 *
 * @param handles how many connections a process can hold
 * @param memoryBytes memory of the machine, or of its container
 * @param ports its addresses and ports
 */
public record Machine(FileHandles handles, long memoryBytes, Ports ports) {

  /** Looks at the ports. */
  public interface Ports {
    /** As they are now. */
    SourcePorts now() throws IOException;
  }
}
