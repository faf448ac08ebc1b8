import { type Permission, permissions } from '@tuskar/contract/permissions.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { query, type Reply } from '../api/query.ts';

/** Who is signed in, and what they may do. It lasts until they sign out, or the server says that it is over. */
export const sessionQuery = { ...query('session.show'), staleTime: Infinity };

export function useSession(): Reply<'session.show'> {
  return useSuspenseQuery(sessionQuery).data;
}

/** Why the person may not do something; undefined where they may. */
export function useForbidden(permission: Permission | undefined): string | undefined {
  const session = useSession();
  if (permission === undefined || session.permissions.includes(permission)) return undefined;
  return `Your role, ${session.role}, does not have the permission ${permission}: ${permissions[permission].toLowerCase()}.`;
}
