import { nodePath } from './node-path.ts';
import type { IronicSession } from './session.ts';

/** Puts a node into maintenance, or with null takes it out. */
export function setMaintenance(
  session: IronicSession,
  id: string,
  { reason }: { reason: string | null },
): Promise<void> {
  const path = nodePath(id, '/maintenance');
  return session.tell(
    reason === null ? { method: 'DELETE', path } : { method: 'PUT', path, body: { reason } },
  );
}
