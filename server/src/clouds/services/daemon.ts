import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, ConfigFile, Contribution, Phase } from './module.ts';
import { phaseOn } from './topology.ts';

/** A long-running program of an OpenStack service. Its log goes to the journal, where failures are looked up. */
export type Daemon = {
  /** The unit without its ending, and the beginning of its items' ids. */
  unit: string;
  command: string;
  after: string[];
  restartOn: string[];
  timeoutSeconds?: number;
};

/**
 * Debian's units start services by way of init scripts, which add files to log to and arguments of their own. A service's
 * units share a runtime directory: unless it is preserved, one that stops takes it away under another that starts.
 */
export const dropIn = (command: string) => `[Service]
ExecStart=
ExecStart=${command}
RuntimeDirectoryPreserve=yes
`;

const wholeUnit = (daemon: Daemon, own: OwnUnit) => `[Unit]
Description=${own.description}
After=network-online.target

[Service]
User=${own.user}
Group=${own.user}
Type=notify
NotifyAccess=all
WorkingDirectory=/var/lib/${own.user}
ExecStart=${daemon.command}
Restart=on-failure
LimitNOFILE=65535
TimeoutStopSec=15

[Install]
WantedBy=multi-user.target
`;

type OwnUnit = { description: string; user: string };

function unitItem(daemon: Daemon, file: string): Item {
  return {
    kind: 'unit',
    id: `${daemon.unit}:unit`,
    unit: `${daemon.unit}.service`,
    enabled: true,
    state: 'started',
    after: daemon.after,
    restartOn: [file, ...daemon.restartOn],
    timeoutSeconds: daemon.timeoutSeconds ?? 120,
  };
}

function fileItem(id: string, path: string, content: string): Item {
  return { kind: 'file', id, path, owner: 'root', group: 'root', mode: '0644', content };
}

/** For a service whose package has a systemd unit; ids `<unit>:drop-in` and `<unit>:unit`. */
export function daemonItems(daemon: Daemon): Item[] {
  const id = `${daemon.unit}:drop-in`;
  const path = `/etc/systemd/system/${daemon.unit}.service.d/tuskar.conf`;
  return [fileItem(id, path, dropIn(daemon.command)), unitItem(daemon, id)];
}

/** For a service whose package has none; ids `<unit>:unit-file` and `<unit>:unit`. */
export function ownDaemonItems(daemon: Daemon & OwnUnit): Item[] {
  const id = `${daemon.unit}:unit-file`;
  const path = `/etc/systemd/system/${daemon.unit}.service`;
  return [fileItem(id, path, wholeUnit(daemon, daemon)), unitItem(daemon, id)];
}

const isUnitFile = (item: Item | ConfigFile) =>
  item.kind === 'file' && item.path.startsWith('/etc/systemd/system/');

/** Items of a phase, their unit files before all else: so systemd reads those of all services once, and not in turns. */
export function unitFilesFirst(
  context: CompileContext,
  phase: Phase,
  items: (Item | ConfigFile)[],
): Contribution[] {
  return [
    { phase: phaseOn(context, 'foundation'), items: items.filter(isUnitFile) },
    { phase, items: items.filter((item) => !isUnitFile(item)) },
  ];
}
