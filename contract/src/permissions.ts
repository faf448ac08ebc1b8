/** What a person or token may do. A role is a set of these; a token may carry fewer than its owner. */
export const permissions = {
  'cloud.read': 'See clouds, their intent, blueprints and verifications',
  'cloud.plan': 'Propose blueprints',
  'cloud.approve': 'Approve blueprints',
  'cloud.operate': 'Execute blueprints, verify and destroy clouds',
  'cloud.credentials': "Read a cloud's administrator credentials",
  'host.read': 'See hosts',
  'host.operate': 'Register, check, converge and forget hosts',
  'image.read': 'See images',
  'image.build': 'Build and remove images',
  'hardware.read': 'See racks, machines, what they are made of, and how they did in their tests',
  'hardware.operate': 'Enrol, inspect, burn in, deploy, repair and move machines',
  'hardware.retire': 'Erase and retire machines',
  'hardware.override':
    'Accept a machine over its findings, retire one that was not erased, or change the key of certificates; with a reason',
  'incident.read': 'See incidents',
  'incident.manage': 'Acknowledge and close incidents',
  'lab.read': 'See the lab',
  'lab.operate': 'Bring the lab up and down',
  'operation.read': 'See operations and their logs',
  'operation.control': 'Cancel and retry operations',
  'user.read': 'See people',
  'user.manage': 'Add, change and remove people and their tokens',
  'audit.read': 'Read the audit trail',
} as const;

export type Permission = keyof typeof permissions;

const allPermissions = Object.keys(permissions) as Permission[];

export const roles = {
  viewer: allPermissions.filter(
    (name) => name.endsWith('.read') && name !== 'audit.read' && name !== 'user.read',
  ),
  operator: allPermissions.filter((name) => name !== 'user.manage' && name !== 'hardware.override'),
  administrator: allPermissions,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof roles;
