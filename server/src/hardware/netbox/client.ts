import { TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import {
  type NetboxDevice,
  type NetboxDeviceType,
  type NetboxLocation,
  type NetboxRack,
  type NetboxSite,
  type Page,
  readDevice,
  type Reader,
  readDeviceType,
  readLocation,
  readPage,
  readRack,
  readSite,
} from './schema.ts';
import { createNetboxTransport, type NetboxReply, type NetboxTransport } from './transport.ts';

export type NetboxOptions = {
  /** Of its first page: 'https://netbox.example.org', or with a path where it is below one. */
  url: string;
  token: string;
  caCertificate?: string | undefined;
  transport?: NetboxTransport;
};

export type NetboxData = {
  sites: NetboxSite[];
  locations: NetboxLocation[];
  racks: NetboxRack[];
  deviceTypes: NetboxDeviceType[];
  devices: NetboxDevice[];
};

const pageSize = 500;

/** Reads what NetBox knows of racks. @throws netbox-unreachable, netbox-unauthorized, netbox-not-found, netbox-busy, netbox-answer */
export async function readNetbox(options: NetboxOptions): Promise<NetboxData> {
  const get = reader(options);
  return {
    sites: await get('sites', readSite),
    locations: await get('locations', readLocation),
    racks: await get('racks', readRack),
    deviceTypes: await get('device-types', readDeviceType),
    devices: await get('devices', readDevice, '&exclude=config_context'),
  };
}

function reader({ url, token, caCertificate, transport }: NetboxOptions) {
  const send = transport ?? createNetboxTransport({ caCertificate });
  const base = url.replace(/\/+$/, '');
  // Tokens of the second version name themselves, and want the other word.
  // https://github.com/netbox-community/netbox/blob/main/docs/integrations/rest-api.md
  const authorization = `${token.startsWith('nbt_') ? 'Bearer' : 'Token'} ${token}`;
  const headers = { authorization, accept: 'application/json' };

  async function page(path: string): Promise<Page> {
    const reply = await send(`${base}${path}`, headers).catch((cause: unknown) => {
      throw new TuskarError('netbox-unreachable', `${base} does not answer: ${reasonOf(cause)}.`, {
        cause,
        context: { url: base },
      });
    });
    if (reply.status !== 200) throw refusal(base, path, reply);
    return expect(readPage, parseJson(reply.text), `${base}${path}`);
  }

  /** Every item of a list. The next page is asked at the same address, whatever host the answer names. */
  return async function get<Item>(list: string, read: Reader<Item>, more = ''): Promise<Item[]> {
    const path = `/api/dcim/${list}/`;
    const seen = new Set<string>();
    const items: Item[] = [];
    let search: string | undefined = `?limit=${pageSize}&ordering=id${more}`;
    while (search !== undefined) {
      if (seen.has(search)) throw answer(`${base}${path}`, 'its pages go round in a circle');
      seen.add(search);
      const { results, next } = await page(`${path}${search}`);
      for (const [index, item] of results.entries()) {
        items.push(expect(read, item, `${base}${path}`, ` (item ${index + 1})`));
      }
      search = next == null ? undefined : URL.parse(next, base)?.search;
    }
    return items;
  };
}

const codes: Record<number, ErrorCode> = {
  401: 'netbox-unauthorized',
  403: 'netbox-unauthorized',
  404: 'netbox-not-found',
  429: 'netbox-busy',
};

function refusal(base: string, path: string, { status, location, text }: NetboxReply): TuskarError {
  const code = codes[status] ?? (status >= 500 ? 'netbox-busy' : 'netbox-answer');
  const to = location === undefined ? '' : `, and sends to ${location}`;
  const detail = parseJson(text) as { detail?: unknown } | undefined;
  const reason = typeof detail?.detail === 'string' ? `: ${detail.detail}` : '';
  const asked = path.split('?')[0] ?? path;
  return new TuskarError(code, `${base} answers ${asked} with status ${status}${to}${reason}`, {
    context: { url: base, path, status },
    ...(location === undefined ? {} : { remedy: 'Give the address that it sends to.' }),
  });
}

function expect<Value>(read: Reader<Value>, given: unknown, url: string, which = ''): Value {
  const found = read(given);
  if ('value' in found) return found.value;
  throw answer(url, `${found.reason}${which}`, found.cause);
}

function answer(url: string, reason: string, cause?: unknown): TuskarError {
  return new TuskarError('netbox-answer', `What ${url} answers is not understood: ${reason}.`, {
    cause,
    context: { url },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it gives no reason';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'it took too long';
  return error.message || ('code' in error ? String(error.code) : error.name);
}
