import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readNetbox } from './client.ts';
import recorded from './fixtures/netbox-4.json' with { type: 'json' };
import { createNetboxTransport, type NetboxReply, type NetboxTransport } from './transport.ts';

const url = 'https://netbox.example.org/dcim-tool/';
const empty = {
  status: 200,
  location: undefined,
  text: JSON.stringify({ count: 0, next: null, results: [] }),
};

type Asked = { url: string; authorization: string | undefined };

/** Answers each list by its name with what is given, in turn; the others are empty. */
function answering(replies: Record<string, Partial<NetboxReply>[]>) {
  const asked: Asked[] = [];
  const transport: NetboxTransport = (address, headers) => {
    asked.push({ url: address, authorization: headers['authorization'] });
    const list = /\/api\/dcim\/([a-z-]+)\//.exec(address)?.[1] ?? '';
    return Promise.resolve({ ...empty, ...replies[list]?.shift() });
  };
  return { asked, read: (token = '0123') => readNetbox({ url, token, transport }) };
}

const page = (results: unknown[], next: string | null = null) => ({
  text: JSON.stringify({ results, next }),
});
const site = (id: number) => ({ id, name: `DC${id}`, slug: `dc${id}` });

describe('reading NetBox', () => {
  it('reads a recorded answer of each list', async () => {
    const lists = Object.entries(recorded).map(([list, body]) => [list, [{ text: JSON.stringify(body) }]]);
    const data = await answering(Object.fromEntries(lists)).read();
    expect(data.racks[0]).toMatchObject({ name: 'R 101', u_height: 42, desc_units: false });
    expect(data.devices.map(({ name, position }) => [name, position])).toContainEqual([
      'node-1.example.org',
      10,
    ]);
    expect(data.deviceTypes[0]).toMatchObject({ u_height: 2, is_full_depth: true });
  });

  it('is content with nothing', async () => {
    const data = await answering({}).read();
    expect(Object.values(data).flat()).toEqual([]);
  });

  it('follows the pages, at its own address whatever they name, with the token', async () => {
    const next = 'http://internal:8080/api/dcim/sites/?limit=500&offset=500';
    const { asked, read } = answering({ sites: [page([site(1)], next), page([site(2)])] });
    const { sites } = await read();
    expect(sites.map(({ id }) => id)).toEqual([1, 2]);
    expect(asked[1]).toEqual({
      url: 'https://netbox.example.org/dcim-tool/api/dcim/sites/?limit=500&offset=500',
      authorization: 'Token 0123',
    });
  });

  it('names itself by the form of its token', async () => {
    const { asked, read } = answering({});
    await read('nbt_key.secret');
    expect(asked[0]?.authorization).toBe('Bearer nbt_key.secret');
  });

  it('does not follow pages in a circle', async () => {
    const next = `${url}api/dcim/sites/?limit=500&ordering=id`;
    const { read } = answering({ sites: [page([site(1)], next), page([site(1)], next)] });
    await expect(read()).rejects.toMatchObject({ code: 'netbox-answer' });
  });

  it.each([
    [401, 'netbox-unauthorized', false],
    [403, 'netbox-unauthorized', false],
    [404, 'netbox-not-found', false],
    [429, 'netbox-busy', true],
    [502, 'netbox-busy', true],
    [418, 'netbox-answer', false],
  ])('says what a status of %i means', async (status, code, retryable) => {
    const text = JSON.stringify({ detail: 'Invalid token' });
    const { read } = answering({ racks: [{ status, text }] });
    await expect(read()).rejects.toMatchObject({
      code,
      retryable,
      message: expect.stringContaining(`/api/dcim/racks/ with status ${status}: Invalid token`) as string,
    });
  });

  it('says where it is sent to', async () => {
    const { read } = answering({ sites: [{ status: 301, location: 'https://other/', text: '' }] });
    await expect(read()).rejects.toMatchObject({
      message: expect.stringContaining('https://other/') as string,
    });
  });

  it.each([
    ['<html>', 'netbox-answer'],
    ['{"results": 5}', 'netbox-answer'],
    ['{"results": [{"id": "one"}]}', 'netbox-answer'],
  ])('does not take %s for an answer', async (text, code) => {
    await expect(answering({ sites: [{ text }] }).read()).rejects.toMatchObject({ code });
  });
});

describe('the way to NetBox', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(listener: RequestListener): Promise<string> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('brings an answer', async () => {
    const address = await serve((request, response) => {
      response.statusCode = request.headers.authorization === 'Token t' ? 200 : 401;
      response.end(empty.text);
    });
    const data = await readNetbox({ url: address, token: 't' });
    expect(data.sites).toEqual([]);
  });

  it('says that the answer took too long', async () => {
    const address = await serve(() => undefined);
    const transport = createNetboxTransport({ timeoutSeconds: 0.05 });
    await expect(readNetbox({ url: address, token: 't', transport })).rejects.toMatchObject({
      code: 'netbox-unreachable',
      retryable: true,
      message: `${address} does not answer: it took too long.`,
    });
  });

  it('says who refuses or cuts the connection', async () => {
    const address = await serve((request) => request.socket.destroy());
    await expect(readNetbox({ url: address, token: 't' })).rejects.toMatchObject({
      code: 'netbox-unreachable',
    });
  });
});
