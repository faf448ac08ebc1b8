import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { password, TestBmcs, testMachine } from '@tuskar/lab/bmc/testing/lab.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { changePassword } from './accounts.ts';
import { bootWayOf } from './boot-ways.ts';
import { createRedfish, type RedfishOptions } from './client.ts';
import { readLocator, setLocator } from './locate.ts';
import { ComputerSystem } from './schema.ts';
import { findSystem, glanceAt, macsOf, systemPaths } from './systems.ts';

async function bmcThat(answer: RequestListener, options: RedfishOptions = {}) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return at(`http://127.0.0.1:${port}`, options);
}

const at = (address: string, options: RedfishOptions = {}, user = 'admin', secret = 'calvin') =>
  createRedfish({ address, user, password: secret, verifyCa: false }, { timeoutSeconds: 5, ...options });

const answers = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  bmcThat((_, reply) =>
    reply.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body)),
  );

const bodyOf = async (request: IncomingMessage) =>
  JSON.parse(await new Response(request as never).text()) as object;

describe('an answer that is none', () => {
  const system = '/redfish/v1/Systems/1';
  it.each([
    [200, '<html>', 'bmc-answer'],
    [200, '', 'bmc-answer'],
    [200, '[]', 'bmc-answer'],
    [401, '', 'bmc-password-wrong'],
    [403, '{}', 'bmc-forbidden'],
    [404, '', 'bmc-missing'],
    [409, '{"error":{"message":"no"}}', 'bmc-refused'],
    [429, '', 'bmc-busy'],
    [500, '', 'bmc-busy'],
    [503, 'try later', 'bmc-busy'],
    [302, '', 'bmc-refused'],
  ])('of status %i and %j is %s', async (status, body, code) => {
    const redfish = await answers(status, body);
    await expect(redfish.get(system, ComputerSystem)).rejects.toMatchObject({ code });
  });

  it('says what the BMC gives as its reason', async () => {
    const info = [{ Message: 'The property Foo is read-only.' }, { Message: 'Resubmit.' }];
    const redfish = await answers(400, {
      error: { message: 'See ExtendedInfo', '@Message.ExtendedInfo': info },
    });
    await expect(redfish.get(system, ComputerSystem)).rejects.toMatchObject({
      code: 'bmc-refused',
      message: expect.stringContaining('The property Foo is read-only. Resubmit.') as string,
    });
  });

  it('comes from nobody, or not in time', async () => {
    const closed = createTcpServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    await expect(at(`http://127.0.0.1:${port}`).root()).rejects.toMatchObject({ code: 'bmc-unreachable' });
    const silent = await bmcThat(() => undefined, { timeoutSeconds: 0.2 });
    await expect(silent.root()).rejects.toMatchObject({
      code: 'bmc-unreachable',
      message: expect.stringContaining('no answer within 0.2 s') as string,
    });
    const halting = await bmcThat((_, reply) => void reply.writeHead(200).write('{"a'), {
      timeoutSeconds: 0.2,
    });
    await expect(halting.root()).rejects.toMatchObject({ code: 'bmc-unreachable' });
  });

  it('is empty, and what is missing or of a wrong kind is not there', async () => {
    const redfish = await answers(200, {
      Manufacturer: 7,
      PowerState: null,
      SerialNumber: ' To be filled by O.E.M. ',
    });
    expect(await glanceAt(redfish, system)).toEqual({
      systemId: system,
      manufacturer: null,
      model: null,
      serial: null,
      uuid: null,
      power: 'unknown',
    });
    expect(await macsOf(redfish, system)).toEqual([]);
    expect(await systemPaths(redfish)).toEqual([]);
  });
});

describe('a request', () => {
  it('asks the BMC to close the connection, and follows a slash more, but never to another BMC', async () => {
    const seen: (string | undefined)[] = [];
    const redfish = await bmcThat(({ url, headers }, reply) => {
      seen.push(`${url} ${headers.connection}`);
      if (url === '/redfish/v1/Systems') reply.writeHead(308, { location: '/redfish/v1/Systems/' }).end();
      else if (url === '/elsewhere') reply.writeHead(302, { location: 'http://198.18.9.9/' }).end();
      else reply.end('{"Members":[{"@odata.id":"/redfish/v1/Systems/7"}]}');
    });
    expect(await systemPaths(redfish)).toEqual(['/redfish/v1/Systems/7']);
    expect(seen).toContain('/redfish/v1/Systems/ close');
    await expect(redfish.get('/elsewhere', ComputerSystem)).rejects.toMatchObject({ code: 'bmc-refused' });
  });

  it('changes what was read, by its ETag', async () => {
    const changed: unknown[] = [];
    const answer = async (request: IncomingMessage, reply: ServerResponse) => {
      if (request.method === 'PATCH') changed.push([request.headers['if-match'], await bodyOf(request)]);
      reply.writeHead(200, { etag: '"7"' }).end('{}');
    };
    const redfish = await bmcThat((request, reply) => void answer(request, reply));
    await redfish.patch('/redfish/v1/Systems/1', { AssetTag: 'a' });
    expect(changed).toEqual([['"7"', { AssetTag: 'a' }]]);
  });
});

describe('a conversation', () => {
  function sessions(valid: Set<string>) {
    let count = 0;
    const answer: RequestListener = (request, reply) => {
      const token = String(request.headers['x-auth-token']);
      if (request.url === '/redfish/v1/') reply.end('{"Links":{"Sessions":{"@odata.id":"/s"}}}');
      else if (request.method === 'POST') {
        valid.add(`t${++count}`);
        reply.writeHead(201, { 'x-auth-token': `t${count}`, location: `/s/${count}` }).end('{}');
      } else if (!valid.has(token)) reply.writeHead(401).end();
      else if (request.method === 'DELETE') {
        valid.delete(token);
        reply.writeHead(204).end();
      } else reply.end('{"Model":"R650"}');
    };
    return answer;
  }

  it('has one session, another where the BMC has forgotten it, and is ended', async () => {
    const valid = new Set<string>();
    const redfish = await bmcThat(sessions(valid), { conversation: true });
    const read = () => redfish.get('/redfish/v1/Systems/1', ComputerSystem);
    expect(await read()).toMatchObject({ Model: 'R650' });
    expect(await read()).toMatchObject({ Model: 'R650' });
    expect([...valid]).toEqual(['t1']);
    valid.clear();
    expect(await read()).toMatchObject({ Model: 'R650' });
    expect([...valid]).toEqual(['t2']);
    await redfish.close();
    expect(valid.size).toBe(0);
  });

  it('gives the password where the BMC has no session left, but not one that it refused', async () => {
    const full = (status: number) =>
      bmcThat(
        ({ method, url, headers }, reply) => {
          if (url === '/redfish/v1/') reply.end('{"Links":{"Sessions":{"@odata.id":"/s"}}}');
          else if (method === 'POST') reply.writeHead(status).end('{}');
          else reply.writeHead(headers.authorization === undefined ? 401 : 200).end('{"Model":"R650"}');
        },
        { conversation: true },
      );
    const read = async (status: number) => (await full(status)).get('/redfish/v1/Systems/1', ComputerSystem);
    expect(await read(503)).toMatchObject({ Model: 'R650' });
    expect(await read(400)).toMatchObject({ Model: 'R650' });
    await expect(read(401)).rejects.toMatchObject({ code: 'bmc-password-wrong' });
  });

  it('has one connection, another where the BMC has closed it', async () => {
    const valid = new Set<string>();
    const answer = sessions(valid);
    const connections = new Set<number | undefined>();
    let sockets: Socket[] = [];
    const redfish = await bmcThat(
      (request, reply) => {
        connections.add(request.socket.remotePort);
        sockets = [request.socket];
        answer(request, reply);
      },
      { conversation: true },
    );
    const read = () => redfish.get('/redfish/v1/Systems/1', ComputerSystem);
    await read();
    await read();
    expect(connections.size).toBe(1);
    // As the client is about to use it.
    const again = read();
    sockets.forEach((socket) => socket.resetAndDestroy());
    expect(await again).toMatchObject({ Model: 'R650' });
    expect(connections.size).toBe(2);
    await redfish.close();
  });

  it('gives the password where the BMC has no sessions', async () => {
    const redfish = await bmcThat(
      ({ url, headers }, reply) =>
        void (url === '/redfish/v1/Systems/1' && headers.authorization?.startsWith('Basic ')
          ? reply.end('{"Model":"old"}')
          : reply.writeHead(url === '/redfish/v1/' ? 200 : 404).end('{"SessionService":{"@odata.id":"/x"}}')),
      { conversation: true },
    );
    expect(await redfish.get('/redfish/v1/Systems/1', ComputerSystem)).toMatchObject({ Model: 'old' });
  });
});

describe('a BMC of the lab', () => {
  const bmcs = new TestBmcs();
  let lab: Awaited<ReturnType<TestBmcs['add']>>;
  const connect = (secret = password, options: RedfishOptions = {}) =>
    at(`http://${lab.machine.bmc.address}:${lab.port}`, options, lab.machine.bmc.user, secret);
  beforeAll(async () => {
    await bmcs.start();
    lab = await bmcs.add();
  });
  afterAll(() => bmcs.stop());

  it.each([false, true])('is read, in a conversation: %s', async (conversation) => {
    const redfish = connect(password, { conversation });
    const path = await findSystem(redfish, null);
    expect(await findSystem(redfish, `${path}/`)).toBe(path);
    expect(await findSystem(redfish, path.split('/').at(-1) ?? '')).toBe(path);
    const { serial, uuid, nics } = lab.machine;
    expect(await glanceAt(redfish, path)).toMatchObject({
      serial,
      uuid,
      manufacturer: 'Dell Inc.',
      power: 'off',
    });
    expect(await macsOf(redfish, path)).toEqual(nics.map(({ mac }) => mac.toLowerCase()));
    await redfish.close();
  });

  it('names its systems where another is meant', async () => {
    await expect(findSystem(connect(), '/redfish/v1/Systems/99')).rejects.toMatchObject({
      code: 'bmc-system-unknown',
      message: expect.stringContaining('It has: /redfish/v1/Systems/') as string,
    });
  });

  it('refuses a wrong password, and takes one that it was given', async () => {
    await expect(findSystem(connect('wrong'), null)).rejects.toMatchObject({ code: 'bmc-password-wrong' });
    await changePassword(connect(), { user: lab.machine.bmc.user, password: 'another horse' });
    await expect(findSystem(connect(), null)).rejects.toMatchObject({ code: 'bmc-password-wrong' });
    const redfish = connect('another horse');
    await expect(changePassword(redfish, { user: 'nobody', password: 'x' })).rejects.toMatchObject({
      code: 'bmc-missing',
    });
    await changePassword(redfish, { user: lab.machine.bmc.user, password });
    expect(await findSystem(connect(), null)).toContain('/redfish/v1/Systems/');
  });

  it('lights its lamp', async () => {
    const redfish = connect();
    const systemId = await findSystem(redfish, null);
    await setLocator(redfish, { systemId, lit: true });
    expect(await readLocator(redfish, systemId)).toBe(true);
    await setLocator(redfish, { systemId, lit: false });
    expect(await readLocator(redfish, systemId)).toBe(false);
  });

  it.each([
    [{ IndicatorLED: 'Blinking' }, true],
    [{ IndicatorLED: 'Lit' }, false],
    [{ IndicatorLED: 'Off' }, false],
    [{ LocationIndicatorActive: true, IndicatorLED: 'Lit' }, true],
    [{}, null],
  ])('reads a lamp of older and newer words: %j', async (system, lit) => {
    expect(await readLocator(await answers(200, system), '/redfish/v1/Systems/1')).toBe(lit);
  });
});

describe('how a machine boots', () => {
  const bmcs = new TestBmcs();
  beforeAll(() => bmcs.start());
  afterAll(() => bmcs.stop());

  it.each([
    ['from a medium where its BMC takes one', {}, 'virtual-media'],
    ['over the network where it takes none', { virtualMedia: false as const }, 'http'],
    ['by PXE where it offers no HTTP', { virtualMedia: false as const, httpBoot: false as const }, 'pxe'],
  ])('is %s', async (_, bmc, way) => {
    const machine = testMachine();
    const lab = await bmcs.add({ ...machine, bmc: { ...machine.bmc, ...bmc } });
    const redfish = at(`http://${machine.bmc.address}:${lab.port}`, {}, machine.bmc.user, password);
    expect(await bootWayOf(redfish, await findSystem(redfish, null))).toBe(way);
    await bmcs.fleet.remove(machine.name);
  });

  it('is PXE where its BMC does not say', async () => {
    const redfish = await answers(200, {});
    expect(await bootWayOf(redfish, '/redfish/v1/Systems/1')).toBe('pxe');
  });
});
