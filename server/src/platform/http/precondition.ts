import { TuskarError } from '@tuskar/contract/error.ts';
import { etagOf, matches } from './etag.ts';

/** Holds a resource, by its path, against writes through other requests, in this process and in others. */
export type ResourceLock = <Result>(path: string, work: () => Promise<Result>) => Promise<Result>;

export type Precondition = {
  path: string;
  /** The If-Match header; undefined: the caller writes whatever is there now. */
  ifMatch: string | undefined;
  /** The JSON that a GET of the resource answers now; undefined where there is no such route. */
  current: (() => Promise<string>) | undefined;
};

/** Does a write only where the resource is still as the caller saw it. */
export function whenUnchanged<Result>(
  lock: ResourceLock,
  { path, ifMatch, current }: Precondition,
  work: () => Promise<Result>,
): Promise<Result> {
  return lock(path, async () => {
    if (ifMatch !== undefined) await check(path, ifMatch, current);
    return work();
  });
}

async function check(path: string, ifMatch: string, current: Precondition['current']): Promise<void> {
  if (current === undefined) {
    throw new TuskarError('invalid-request', `${path} has no ETag, so it cannot be matched.`, {
      remedy: 'Send the request without If-Match.',
    });
  }
  const etag = etagOf(await current());
  if (matches(ifMatch, etag)) return;
  throw new TuskarError('precondition-failed', `${path} has changed since it was read.`, {
    context: { current: etag },
  });
}
