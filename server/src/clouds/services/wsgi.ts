import type { Item } from '@tuskar/contract/part.ts';
import { dropIn } from './daemon.ts';
import type { CompileContext, HostFacts } from './module.ts';
import { backendPort, listenAddress } from './topology.ts';

/** An API that uwsgi serves behind haproxy. */
export type WsgiService = {
  /** The unit without its ending, and the beginning of its items' ids. */
  unit: string;
  user: string;
  /** The configuration's path; Debian's package brings a default there. */
  path: string;
  /** The WSGI script. */
  script: string;
  publicPort: number;
  processes: number;
  /** Load the application once and divide the process then: only where loading it opens no connection and starts no thread. */
  preload?: true;
  /** What the application reads as its command line. */
  arguments?: string;
  settings?: string[];
  environment?: Record<string, string>;
};

function uwsgiConfig(service: WsgiService, address: string): string {
  const lines = [
    '[uwsgi]',
    `http-socket = ${address}:${backendPort(service.publicPort)}`,
    `wsgi-file = ${service.script}`,
    ...(service.arguments ? [`pyargv = ${service.arguments}`] : []),
    'plugins = python3',
    'master = true',
    `lazy-apps = ${service.preload !== true}`,
    'thunder-lock = true',
    'enable-threads = true',
    'die-on-term = true',
    'no-orphans = true',
    'close-on-exec = true',
    `processes = ${service.processes}`,
    // oslo.policy loads its rules at the first request: another thread's request meanwhile is forbidden.
    'threads = 1',
    'buffer-size = 65535',
    'listen = 100',
    'disable-logging = true',
    // Otherwise clients that keep connections meet resets.
    'add-header = Connection: close',
    ...(service.settings ?? []),
    ...Object.entries(service.environment ?? {}).map(([name, value]) => `env = ${name}=${value}`),
    '',
  ];
  return lines.join('\n');
}

/** The uwsgi configuration and the unit, with ids `<unit>:uwsgi`, `<unit>:drop-in` and `<unit>:unit`. */
export function wsgiItems(
  context: CompileContext,
  host: HostFacts,
  service: WsgiService,
  unit: { after: string[]; restartOn: string[] },
): Item[] {
  const { unit: name, user, path } = service;
  return [
    {
      kind: 'file',
      id: `${name}:uwsgi`,
      path,
      owner: 'root',
      group: user,
      mode: '0640',
      content: uwsgiConfig(service, listenAddress(context, host)),
    },
    {
      kind: 'file',
      id: `${name}:drop-in`,
      path: `/etc/systemd/system/${name}.service.d/tuskar.conf`,
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: dropIn(`/usr/bin/uwsgi_python3 --ini ${path}`),
    },
    {
      kind: 'unit',
      id: `${name}:unit`,
      unit: `${name}.service`,
      enabled: true,
      state: 'started',
      after: unit.after,
      restartOn: [`${name}:uwsgi`, `${name}:drop-in`, ...unit.restartOn],
    },
  ];
}

/** Waits until an API answers; with the id `<unit>:answers`. */
export function answersItem(
  context: CompileContext,
  host: HostFacts,
  options: { unit: string; publicPort: number; path: string; status: number[] },
): Item {
  const port = backendPort(options.publicPort);
  return {
    kind: 'wait',
    id: `${options.unit}:answers`,
    title: `Wait until ${options.unit} answers`,
    for: {
      http: { url: `http://${listenAddress(context, host)}:${port}${options.path}`, status: options.status },
    },
    after: [`${options.unit}:unit`],
    timeoutSeconds: 120,
  };
}
