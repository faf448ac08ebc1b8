import type { z } from 'zod';
import type { Permission } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call a route: one permission, any signed-in person or token, or anyone at all. */
export type RouteAccess = Permission | 'signed-in' | 'public';

export type RouteDefinition = {
  method: Method;
  /** Fastify's form: '/v1/clouds/:name'. */
  path: string;
  summary: string;
  description?: string;
  /** The group it stands under in the documentation. */
  tag: string;
  access: RouteAccess;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** How large the body may be, in MiB, where a file is in it; by default 2. */
  bodyMebibytes?: number;
  /** Body of the success answer; none where `status` is 204. */
  response?: z.ZodType;
  /** Status of the success answer; by default 200. */
  status?: 200 | 201 | 202 | 204;
  /** The answer is sent as it is: a stream, text, a page, bytes; JSON where its very bytes matter. */
  produces?:
    | 'text/event-stream'
    | 'text/plain'
    | 'text/html'
    | 'application/json'
    | 'application/octet-stream';
};

export function defineRoutes<const Routes extends Record<string, RouteDefinition>>(routes: Routes): Routes {
  return routes;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
type Field<Route, Key extends string> = Route extends Record<Key, infer Schema> ? Schema : undefined;

export type RouteParams<Route> = Parsed<Field<Route, 'params'>>;
export type RouteQuery<Route> = Parsed<Field<Route, 'query'>>;
export type RouteBody<Route> = Parsed<Field<Route, 'body'>>;
export type RouteResponse<Route> = Parsed<Field<Route, 'response'>>;

type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: undefined }
  : object extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

/** What a caller gives: `params`, `query` and `body`, each only where the route has it. */
export type RouteRequest<Route> = Part<'params', Given<Field<Route, 'params'>>> &
  Part<'query', Given<Field<Route, 'query'>>> &
  Part<'body', Given<Field<Route, 'body'>>>;
