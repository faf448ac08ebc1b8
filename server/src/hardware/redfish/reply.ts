import { TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import { parseJson } from '../../platform/json.ts';
import { RedfishError, type Resource, type ResourceSchema } from './schema.ts';
import type { BmcReply, BmcRequest } from './transport.ts';

/** What a BMC answered where that is no success, as our error. */
export function refusal({ method, url }: Pick<BmcRequest, 'method' | 'url'>, reply: BmcReply): TuskarError {
  const { status } = reply;
  const said = messagesOf(reply.text);
  const what = `The BMC ${url.host} answers ${method} ${url.pathname} with ${status}`;
  return new TuskarError(codeOf(status), said === undefined ? `${what}.` : `${what}: ${said}`, {
    context: { method, url: url.href, status },
  });
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'bmc-password-wrong';
  if (status === 403) return 'bmc-forbidden';
  if (status === 404 || status === 405 || status === 501) return 'bmc-missing';
  if (status === 408 || status === 429 || status >= 500) return 'bmc-busy';
  return 'bmc-refused';
}

function messagesOf(text: string): string | undefined {
  const parsed = RedfishError.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { message, '@Message.ExtendedInfo': extended } = parsed.data.error;
  const details = extended.flatMap(({ Message }) => Message ?? []);
  return details.length > 0 ? details.join(' ') : message;
}

/** @throws bmc-answer */
export function parseReply<Schema extends ResourceSchema>(
  { method, url }: Pick<BmcRequest, 'method' | 'url'>,
  { text }: BmcReply,
  schema: Schema,
): Resource<Schema> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new TuskarError(
    'bmc-answer',
    `The BMC ${url.host} answers ${method} ${url.pathname} with no Redfish.`,
    {
      cause: parsed.error,
      context: { method, url: url.href, beginning: text.slice(0, 200) },
    },
  );
}
