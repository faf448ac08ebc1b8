import type { RouteDefinition } from '@tuskar/contract/route.ts';
import type { FastifyReply } from 'fastify';

/** The answer of a route that `produces` something: sent byte for byte. */
export type Content = {
  content: string | Uint8Array;
  /** A browser saves it under this name in place of showing it. */
  fileName?: string;
  /** What else the answer says of itself, such as a page's own content security policy. */
  headers?: Record<string, string>;
};

export function sendContent(
  reply: FastifyReply,
  { produces = 'application/octet-stream' }: RouteDefinition,
  { content, fileName, headers = {} }: Content,
): FastifyReply {
  reply.type(produces.startsWith('text/') ? `${produces}; charset=utf-8` : produces).headers(headers);
  if (fileName !== undefined) {
    reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`);
  }
  return reply.send(Buffer.from(content));
}
