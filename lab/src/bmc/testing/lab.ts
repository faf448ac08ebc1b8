import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { profiles } from '../../machines/profiles/all.ts';
import { describe } from '../../machines/profiles/describe.ts';
import type { MachineDescription } from '../../machines/schema.ts';
import { Fleet, type FleetOptions } from '../fleet.ts';
import { createRedfishServer } from '../redfish/server.ts';
import { BmcStore } from '../state/store.ts';

export type Answer = { status: number; headers: IncomingMessage['headers']; body: Json };
/** Whatever a service answers, for tests that look into it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects
export type Json = any;

export type Ask = { headers?: Record<string, string>; body?: unknown; as?: 'nobody' | [string, string] };

export const password = 'correct horse';

export function testMachine(name = 'm1', index = 1, profile = 0): MachineDescription {
  const bmc = { address: `127.31.0.${index}`, password };
  const found = profiles[profile];
  if (found === undefined) throw new Error(`no profile ${profile}`);
  return describe(found, { name, seed: 5, index, bmc });
}

/** BMCs on loopback addresses, with a directory of their own; machines take no time unless `pace` says otherwise. */
export class TestBmcs {
  readonly directory = mkdtempSync(join(tmpdir(), 'tuskar-bmc-test-'));
  readonly #options: Partial<FleetOptions>;
  #fleet: Fleet | null = null;
  #server: Server | null = null;

  constructor(options: Partial<FleetOptions> = {}) {
    this.#options = options;
  }

  async start(): Promise<this> {
    this.#fleet = await Fleet.open({
      store: new BmcStore(this.directory),
      log: pino({ level: 'silent' }),
      qemu: () => {
        throw new Error('no QEMU in this test');
      },
      network: '127.30.0.0',
      pace: 0,
      retries: { attempts: 3, intervalMs: 1 },
      ...this.#options,
    });
    const server = createRedfishServer({
      find: (address) => this.fleet.at(address),
      log: pino({ level: 'silent' }),
    });
    this.#server = server as Server;
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
    return this;
  }

  get fleet(): Fleet {
    if (this.#fleet === null) throw new Error('not started');
    return this.#fleet;
  }

  get port(): number {
    if (this.#server === null) throw new Error('not started');
    return (this.#server.address() as AddressInfo).port;
  }

  /** A simulated machine, added by itself. */
  async add(machine: MachineDescription = testMachine()): Promise<Redfish> {
    await this.fleet.add({ machine, body: { kind: 'simulated' } });
    return new Redfish(machine, this.port);
  }

  /** As after kill -9: nothing but the files is left. */
  async restart(): Promise<void> {
    await this.#close();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #close(): Promise<void> {
    const server = this.#server;
    server?.closeAllConnections();
    if (server) await new Promise((resolve) => server.close(resolve));
  }
}

/** A client of one BMC. */
export class Redfish {
  readonly machine: MachineDescription;
  readonly port: number;

  constructor(machine: MachineDescription, port: number) {
    this.machine = machine;
    this.port = port;
  }

  get(path: string, ask: Ask = {}): Promise<Answer> {
    return this.ask('GET', path, ask);
  }

  post(path: string, body: unknown, ask: Ask = {}): Promise<Answer> {
    return this.ask('POST', path, { ...ask, body });
  }

  patch(path: string, body: unknown, ask: Ask = {}): Promise<Answer> {
    return this.ask('PATCH', path, { ...ask, body });
  }

  async ask(method: string, path: string, { headers, body, as }: Ask = {}): Promise<Answer> {
    const { user, address } = this.machine.bmc;
    const auth = as === 'nobody' ? null : (as ?? [user, password]).join(':');
    const sent = httpRequest({
      host: address,
      port: this.port,
      method,
      path: path.startsWith('/') ? path : `/redfish/v1/${path}`,
      agent: false,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(auth !== null && headers?.['x-auth-token'] === undefined && { auth }),
    });
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response as AsyncIterable<string>) text += chunk;
    const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  }
}

/** A web server that answers each path with what it is given, and keeps what was posted. */
export class TestWeb {
  readonly posted: { path: string; body: Json; headers: IncomingMessage['headers'] }[] = [];
  /** Status of the next answers; 200 when none is left. */
  readonly statuses: number[] = [];
  readonly #files: Record<string, string>;
  readonly #server: Server;

  constructor(files: Record<string, string> = {}) {
    this.#files = files;
    this.#server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        const path = request.url ?? '/';
        const status = this.statuses.shift() ?? 200;
        if (request.method === 'POST') {
          this.posted.push({ path, body: JSON.parse(text), headers: request.headers });
          return response.writeHead(status).end();
        }
        const file = this.#files[path];
        return file === undefined ? response.writeHead(404).end() : response.writeHead(status).end(file);
      });
    });
  }

  async start(): Promise<this> {
    this.posted.length = 0;
    this.statuses.length = 0;
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
