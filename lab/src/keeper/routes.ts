import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Logger } from 'pino';
import type * as z from 'zod';
import type { Lab } from '../lab.ts';
import type { Images } from './images.ts';
import { Job } from './job.ts';
import { PowerRequest } from '../bmc/protocol.ts';
import { MachineName } from '../machines/schema.ts';
import {
  AnyImageId,
  BuildRequest,
  FaultsRequest,
  HostName,
  HostRequest,
  MachinesRequest,
  type Report,
  SimulateRequest,
  UpRequest,
} from './protocol.ts';

export type Reply = { json: unknown } | { job: Job };
export type Keeper = { version: string; lab: Lab; images: Images; log: Logger };

type Handler = (keeper: Keeper, input: { parameter: string; body: unknown }) => Promise<Reply> | Reply;
export type Route = { method: string; pattern: RegExp; handle: Handler };

/** Every route with its input: nouns and numbers, never a path or a command. */
export function keeperRoutes(): Route[] {
  const host = '/v1/lab/hosts/([^/]+)';
  /** The last build of each image. */
  const builds = new Map<string, Job>();
  return [
    route('GET', '/v1/status', ({ version, lab }) => ({ json: { version, lab: lab.status() } })),
    route('POST', '/v1/lab/up', (keeper, { body }) => {
      const request = parse(UpRequest, body);
      return start(keeper, (report) => keeper.lab.up(request, report));
    }),
    route('POST', '/v1/lab/down', (keeper) => start(keeper, (report) => keeper.lab.down(report))),
    route('POST', '/v1/lab/hosts', (keeper, { body }) => {
      const { image, name, index, authorizedKey } = parse(HostRequest, body);
      const request = { image, authorizedKey, hosts: [{ name, index }] };
      return start(keeper, (report) => keeper.lab.addHost(request, report));
    }),
    route('DELETE', host, async ({ lab }, { parameter }) => {
      await lab.removeHost(parse(HostName, parameter));
      return { json: null };
    }),
    route('POST', `${host}/kill`, async ({ lab }, { parameter }) => ({
      json: await lab.killHost(parse(HostName, parameter)),
    })),
    route('POST', `${host}/boot`, (keeper, { parameter }) => {
      const name = parse(HostName, parameter);
      return start(keeper, (report) => keeper.lab.bootHost(name, report));
    }),
    ...machineRoutes(),
    route('GET', '/v1/images', async ({ images }) => ({ json: await images.list() })),
    route('GET', '/v1/images/([^/]+)', async ({ images }, { parameter }) => ({
      json: await images.show(parse(AnyImageId, parameter)),
    })),
    route('POST', '/v1/images/build', (keeper, { body }) => {
      const request = parse(BuildRequest, body);
      const key = JSON.stringify(request);
      const running = builds.get(key);
      if (running && !running.ended) return { job: running };
      const { job } = start(keeper, (report) => keeper.images.build(request, report));
      builds.set(key, job);
      return { job };
    }),
  ];
}

function machineRoutes(): Route[] {
  const machine = '/v1/lab/machines/([^/]+)';
  return [
    route('GET', '/v1/lab/machines', async ({ lab }) => ({ json: await lab.machines.list() })),
    route('POST', '/v1/lab/machines', (keeper, { body }) => {
      const request = parse(MachinesRequest, body);
      return start(keeper, (report) => keeper.lab.machines.add(request, report));
    }),
    route('GET', machine, async ({ lab }, { parameter }) => ({
      json: await lab.machines.show(parse(MachineName, parameter)),
    })),
    route('DELETE', machine, async ({ lab }, { parameter }) => {
      await lab.machines.remove(parse(MachineName, parameter));
      return { json: null };
    }),
    route('GET', `${machine}/description`, async ({ lab }, { parameter }) => ({
      json: await lab.machines.description(parse(MachineName, parameter)),
    })),
    route('GET', `${machine}/console`, ({ lab }, { parameter }) => ({
      json: lab.machines.console(parse(MachineName, parameter)),
    })),
    route('PUT', `${machine}/faults`, async ({ lab }, { parameter, body }) => ({
      json: await lab.machines.setFaults(parse(MachineName, parameter), parse(FaultsRequest, body).faults),
    })),
    route('PUT', `${machine}/power`, async ({ lab }, { parameter, body }) => ({
      json: await lab.machines.switchPower(parse(MachineName, parameter), parse(PowerRequest, body).power),
    })),
    route('PUT', '/v1/lab/simulated', (keeper, { body }) => {
      const request = parse(SimulateRequest, body);
      return start(keeper, (report) => keeper.lab.machines.simulate(request, report));
    }),
  ];
}

const route = (method: string, path: string, handle: Handler): Route => ({
  method,
  pattern: new RegExp(`^${path}$`),
  handle,
});

function start({ log }: Keeper, work: (report: Report) => Promise<unknown>): { job: Job } {
  return {
    job: new Job(work, (error) => {
      if (isTuskarError(error)) log.warn({ err: error }, 'work failed');
      else log.error({ err: error }, 'work failed for a reason that nobody foresaw');
    }),
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  throw new TuskarError('invalid-request', `The keeper cannot take this: ${issues.join('; ')}.`, {
    context: { issues },
  });
}
