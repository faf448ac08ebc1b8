import { createServer, type IncomingMessage, type Server } from 'node:http';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Logger } from 'pino';
import { readJsonBody, sendJson, sendJsonError } from '../json-http.ts';
import type { Bmc } from './bmc.ts';
import type { Fleet } from './fleet.ts';
import {
  AddRequest,
  type BmcMachine,
  bmcPaths,
  type BmcStatus,
  FaultsRequest,
  parseRequest,
  PowerRequest,
  SimulatedQuery,
  SimulatedRequest,
} from './protocol.ts';

type Options = { fleet: Fleet; log: Logger; httpsPort: () => number; requests: () => number };
type Input = { name: string; query: URLSearchParams; body: unknown };
type Route = { method: string; pattern: RegExp; handle: (options: Options, input: Input) => unknown };

const machine = `${bmcPaths.machines}/([^/]+)`;

const routes: Route[] = [
  route('GET', bmcPaths.status, statusOf),
  route('GET', bmcPaths.machines, ({ fleet }) => fleet.added().map(show)),
  route('POST', bmcPaths.machines, async ({ fleet }, { body }) =>
    show(await fleet.add(parseRequest(AddRequest, body))),
  ),
  route('GET', machine, async ({ fleet }, { name }) => show(await fleet.get(name))),
  route('GET', `${machine}/description`, async ({ fleet }, { name }) => (await fleet.get(name)).machine),
  route('DELETE', machine, async ({ fleet }, { name }) => {
    await fleet.remove(name);
    return null;
  }),
  route('PUT', `${machine}/faults`, async ({ fleet }, { name, body }) =>
    show(await fleet.setFaults(name, parseRequest(FaultsRequest, body).faults)),
  ),
  route('PUT', `${machine}/power`, async ({ fleet }, { name, body }) =>
    show(await fleet.switchPower(name, parseRequest(PowerRequest, body).power)),
  ),
  route('PUT', bmcPaths.simulated, (options, { body }) => {
    options.fleet.simulate(parseRequest(SimulatedRequest, body));
    return statusOf(options);
  }),
  route('GET', bmcPaths.simulated, ({ fleet }, { query }) => {
    const numbers = [...query].map(([name, value]) => [name, Number(value)]);
    const { first, count } = parseRequest(SimulatedQuery, Object.fromEntries(numbers));
    const end = Math.min(first + count, fleet.size.count);
    return Array.from({ length: Math.max(0, end - first) }, (_, at) => fleet.describeSimulated(first + at));
  }),
];

/** The control socket's server, not yet listening. */
export function createControlServer(options: Options): Server {
  return createServer((request, response) => {
    answer(options, request)
      .then((reply) => sendJson(response, 200, reply))
      .catch((error: unknown) => sendJsonError(options.log, response, error));
  });
}

async function answer(options: Options, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://bmc');
  for (const { method, pattern, handle } of routes) {
    const match = request.method === method ? pattern.exec(pathname) : null;
    if (!match) continue;
    const name = decodeURIComponent(match[1] ?? '');
    return handle(options, { name, query, body: await readJsonBody(request) });
  }
  throw new TuskarError('route-not-found', `The BMCs have no ${request.method} ${pathname}.`);
}

function route(method: string, path: string, handle: Route['handle']): Route {
  return { method, pattern: new RegExp(`^${path}$`), handle };
}

function statusOf({ fleet, httpsPort, requests }: Options): BmcStatus {
  return {
    pid: process.pid,
    httpsPort: httpsPort(),
    machines: fleet.added().length,
    simulated: { ...fleet.size },
    requests: requests(),
    residentMebibytes: Math.round(process.memoryUsage().rss / 1024 ** 2),
  };
}

function show({ machine: { name, uuid, profile, bmc }, kind, body, state, drives }: Bmc): BmcMachine {
  const { target, enabled } = state.boot;
  return {
    name,
    uuid,
    profile,
    body: kind,
    address: bmc.address,
    power: body.powerState(),
    bootOverride: enabled === 'Disabled' ? null : { target, enabled },
    media: drives.medium('Cd')?.url ?? null,
    faults: state.faults,
  };
}
