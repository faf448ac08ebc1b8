import { TuskarError, isErrorCode } from '@tuskar/contract/error.ts';
import { Problem } from '@tuskar/contract/problem.ts';
import type { RouteDefinition, RouteRequest, RouteResponse } from '@tuskar/contract/route.ts';
import { type RouteName, type RouteOf, routes } from '@tuskar/contract/routes.ts';
import { createPatience, impatient, type PatienceOptions } from './patience.ts';

export type Transport = (url: string, init: RequestInit) => Promise<Response>;

export type ClientOptions = {
  /** 'https://127.0.0.1:8443', or '' for the page's own origin. */
  baseUrl: string;
  /** An API token; a browser sends its session cookie instead. */
  token?: string;
  transport?: Transport;
  /** Whether, and how long, a call outlasts a server that went away. Without it each asks once. */
  patience?: PatienceOptions;
};

export type CallOptions = {
  signal?: AbortSignal;
  /** Makes a POST safe to repeat: the server answers the same. By default a new one for each call. */
  idempotencyKey?: string;
  /** The ETag that the change is based on. */
  ifMatch?: string;
};

export type Client = {
  /** Calls a route by its name. Throws a TuskarError with the server's code, message and remedy. */
  call: <Name extends RouteName>(
    name: Name,
    ...given: object extends RouteRequest<RouteOf<Name>>
      ? [request?: RouteRequest<RouteOf<Name>> & CallOptions]
      : [request: RouteRequest<RouteOf<Name>> & CallOptions]
  ) => Promise<RouteResponse<RouteOf<Name>>>;
  /** The ETag that an answer came with, for a change that is based on it. */
  etagOf: (answer: object) => string | undefined;
  /** The raw answer of a route that is not JSON, such as the event stream. */
  open: (
    name: RouteName,
    request: LooseRequest & CallOptions,
    headers?: Record<string, string>,
  ) => Promise<Response>;
};

type LooseRequest = { params?: unknown; query?: unknown; body?: unknown };

export function createClient(options: ClientOptions): Client {
  const transport = options.transport ?? ((url, init) => fetch(url, init));
  const patiently = options.patience === undefined ? impatient : createPatience(options.patience);

  async function open(
    name: RouteName,
    request: LooseRequest & CallOptions,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const route: RouteDefinition = routes[name];
    const response = await send(route, request, headers);
    if (!response.ok) throw await toError(response);
    return response;
  }

  async function send(
    route: RouteDefinition,
    request: LooseRequest & CallOptions,
    headers: Record<string, string>,
  ): Promise<Response> {
    const init: RequestInit = {
      method: route.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(request.idempotencyKey === undefined ? {} : { 'idempotency-key': request.idempotencyKey }),
        ...(request.ifMatch === undefined ? {} : { 'if-match': request.ifMatch }),
        ...headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    };
    const url = options.baseUrl + pathOf(route, request);
    try {
      return await transport(url, init);
    } catch (cause) {
      if (request.signal?.aborted) throw cause;
      throw unreachable(url, cause);
    }
  }

  function unreachable(url: string, cause: unknown): TuskarError {
    const where = options.baseUrl || 'this address';
    return new TuskarError('server-unreachable', `Tuskar does not answer at ${where}.`, {
      cause,
      context: { url },
    });
  }

  /** The whole of an answer, which may break off after it has begun. */
  async function read(response: Response, signal: AbortSignal | undefined): Promise<string> {
    try {
      return await response.text();
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw unreachable(response.url, cause);
    }
  }

  const etags = new WeakMap<object, string>();

  const client: Client = {
    open,
    etagOf: (answer) => etags.get(answer),
    call: async (name, given: LooseRequest & CallOptions = {}) => {
      const { method }: RouteDefinition = routes[name];
      const request = method === 'POST' ? { idempotencyKey: crypto.randomUUID(), ...given } : given;
      const { signal } = request;
      const { response, text } = await patiently({ method, signal }, async () => {
        const response = await open(name, request);
        return { response, text: await read(response, signal) };
      });
      if (response.status === 204) return undefined as never;
      const answer = JSON.parse(text) as object;
      const etag = response.headers.get('etag');
      if (etag !== null) etags.set(answer, etag);
      return answer as never;
    },
  };
  return client;
}

function pathOf(route: RouteDefinition, request: LooseRequest): string {
  const params = (request.params ?? {}) as Record<string, unknown>;
  const path = route.path.replace(/:([a-zA-Z]+)/g, (_, key: string) =>
    encodeURIComponent(String(params[key])),
  );
  const query = new URLSearchParams();
  const given = (request.query ?? {}) as Record<string, string | number | boolean | undefined>;
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined) query.set(key, String(value));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** A server's problem as the error it was thrown as; an answer that is no problem (a proxy's page) keeps its status. */
async function toError(response: Response): Promise<TuskarError> {
  const text = await response.text();
  const problem = parseProblem(text);
  if (problem !== undefined && isErrorCode(problem.code)) {
    return new TuskarError(problem.code, problem.detail, {
      remedy: problem.remedy,
      context: problem.context ?? {},
    });
  }
  return new TuskarError(
    'unexpected-answer',
    `The server answered with status ${response.status} and no reason.`,
    {
      context: { status: response.status, body: text.slice(0, 500) },
    },
  );
}

function parseProblem(text: string): Problem | undefined {
  try {
    return Problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
