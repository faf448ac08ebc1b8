import type { Readable } from 'node:stream';
import type { Host } from '@tuskar/contract/host.ts';

/** What it takes to reach a host, and to be sure that it is the one. */
export type HostTarget = Pick<Host, 'name' | 'address' | 'sshUser' | 'hostKey'> & {
  /** 22 where it is left out. */
  port?: number;
};

export type HostCommand = {
  /** Each argument reaches the command as it is; no shell looks at it. */
  argv: string[];
  /** Through sudo where the host is reached as another user than root. */
  asRoot?: true;
  stdin?: string | Uint8Array | Readable;
  /** Called with each piece of output as it comes; the result's `stdout` is then empty. */
  onStdout?: (text: string) => void;
  timeoutSeconds: number;
  /** Ends the command at once; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

export type HostCommandResult = { exitCode: number; stdout: string; stderr: string };

/** One way to a host, kept open between commands. */
export type HostConnection = {
  readonly target: HostTarget;
  /** @throws host-unreachable, host-key-changed, host-access-denied, host-command-timed-out */
  run(command: HostCommand): Promise<HostCommandResult>;
  close(): Promise<void>;
};

export type HostConnector = {
  /** Connects, or gives the connection that is there already. The signal ends the waiting, not an attempt that others share. */
  connect(target: HostTarget, options?: { signal?: AbortSignal | undefined }): Promise<HostConnection>;
  /** Closes every connection. */
  close(): Promise<void>;
};
