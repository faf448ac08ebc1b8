import { createHash } from 'node:crypto';
import type { Bmc } from '../bmc.ts';
import { allRoutes } from '../resources/all.ts';
import type { Session } from '../sessions.ts';
import { notFound, RedfishError } from './error.ts';
import type { Call, Reply, Route } from './route.ts';
import { makeRouter } from './router.ts';

export type Asked = {
  method: string;
  /** Path and query as they stand in the request. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  from: string;
};

const find = makeRouter(allRoutes);

/** What a BMC answers; throws `RedfishError` for all that it refuses. */
export async function answer(bmc: Bmc, { method, url, headers, body, from }: Asked): Promise<Reply> {
  const [path = '/', search = ''] = url.split('?', 2);
  const match = find(decoded(path), bmc.ids);
  const verb = method === 'HEAD' ? 'GET' : method;
  const open = match?.route.open?.some((one) => one === verb) ?? false;
  const session = open ? null : authenticate(bmc, path, headers);
  if (match === undefined) throw notFound(path);
  const { route, params } = match;
  const call: Call = { bmc, path, params, query: new URLSearchParams(search), body, session, from };
  if (verb === 'GET' && route.GET) return readResource(call, route.GET, header(headers, 'if-none-match'));
  if (verb !== 'POST' && verb !== 'PATCH' && verb !== 'DELETE') throw notAllowed(route);
  const handle = route[verb];
  if (handle === undefined) throw notAllowed(route);
  const resource = route.GET?.(call);
  if (route.GET && resource === undefined) throw notFound(path);
  const wanted = header(headers, 'if-match');
  if (verb === 'PATCH' && resource && wanted !== undefined) checkUnchanged(resource, wanted);
  return handle(call);
}

function readResource(call: Call, read: NonNullable<Route['GET']>, known: string | undefined): Reply {
  const body = read(call);
  if (body === undefined) throw notFound(call.path);
  const etag = etagOf(body);
  const headers = { etag };
  return known === etag ? { status: 304, headers } : { status: 200, body, headers };
}

/** What changes by itself and not by a client: with it, no PATCH of a machine that starts would ever succeed. */
const volatile: Record<string, undefined> = {
  PowerState: undefined,
  BootProgress: undefined,
  Status: undefined,
  DateTime: undefined,
};

function etagOf(resource: object): string {
  const text = JSON.stringify({ ...resource, ...volatile });
  return `W/"${createHash('sha1').update(text).digest('hex').slice(0, 16)}"`;
}

function checkUnchanged(resource: object, wanted: string): void {
  const strong = (etag: string) => etag.trim().replace(/^W\//, '');
  const has = strong(etagOf(resource));
  if (wanted.split(',').some((etag) => etag.trim() === '*' || strong(etag) === has)) return;
  throw new RedfishError(412, { message: 'PreconditionFailed' });
}

function authenticate(bmc: Bmc, path: string, headers: Asked['headers']): Session | null {
  const refused = (reason: string) =>
    new RedfishError(
      401,
      { message: 'ResourceAtUriUnauthorized', args: [path, reason] },
      { 'www-authenticate': 'Basic realm="Redfish"' },
    );
  const token = header(headers, 'x-auth-token');
  if (token !== undefined) {
    const session = bmc.has('bmc-wrong-password') ? undefined : bmc.sessions.use(token);
    if (session === undefined) throw refused('the session is not valid');
    return session;
  }
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header(headers, 'authorization') ?? '')?.[1];
  if (basic === undefined) throw refused('no credentials were given');
  const [user = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  if (!bmc.isPassword(user, rest.join(':'))) throw refused('user name or password is wrong');
  return null;
}

function header(headers: Asked['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function notAllowed(route: Route): RedfishError {
  const allowed = (['GET', 'POST', 'PATCH', 'DELETE'] as const).filter((method) => route[method]);
  const all = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return new RedfishError(405, { message: 'OperationNotAllowed' }, { allow: all.join(', ') });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw notFound(path);
  }
}
