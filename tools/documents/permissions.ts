import { type Permission, permissions, type Role, roles } from '@tuskar/contract/permissions.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { routes } from '@tuskar/contract/routes.ts';
import { madeFrom, table } from './table.ts';

/** docs/reference/permissions.md */
export function permissionsPage(): string {
  const names = Object.keys(roles) as Role[];
  const permissionRows = Object.entries(permissions).map(([name, meaning]) => [
    `\`${name}\``,
    meaning,
    ...names.map((role) => (roleHas(role, name as Permission) ? 'yes' : '')),
  ]);
  const routeRows = Object.values<RouteDefinition>(routes).map(({ method, path, access, summary }) => [
    `\`${method} ${path}\``,
    summary,
    access === 'public' || access === 'signed-in' ? access : `\`${access}\``,
  ]);
  return `# Permissions

${madeFrom('contract/src/permissions.ts and the route table')}

A person has one role; a token has its owner's permissions, or those of them that it was made with.

${table(['Permission', 'Allows to', ...names], permissionRows)}

## Routes

The server does not start with a route that does not say who may call it.

${table(['Route', 'Does', 'Needs'], routeRows)}
`;
}

function roleHas(role: Role, permission: Permission): boolean {
  const has: readonly Permission[] = roles[role];
  return has.includes(permission);
}
