import type { Event } from '@tuskar/contract/event.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import type { Permission } from '@tuskar/contract/permissions.ts';
import type { Actor } from '../../access/actor.ts';

/** What one must be permitted to read, to hear of a change of it. */
const readPermission: Record<Subject['type'], Permission> = {
  cloud: 'cloud.read',
  blueprint: 'cloud.read',
  host: 'host.read',
  image: 'image.read',
  lab: 'lab.read',
  operation: 'operation.read',
  user: 'user.read',
  token: 'user.read',
  session: 'user.read',
  machine: 'hardware.read',
  undercloud: 'hardware.read',
  certificate: 'hardware.read',
  incident: 'incident.read',
  class: 'hardware.read',
  profile: 'hardware.read',
  finding: 'hardware.read',
  rack: 'hardware.read',
  site: 'hardware.read',
  location: 'hardware.read',
};

/** The stream's word to its reader that events are missing: it is for everybody. */
const streamReset = 'stream.reset';

export type EventFilter = {
  /** '<type>/<name>', or '<type>' for all of a kind. */
  subject: string | undefined;
  /** 'operation.changed', or 'operation' for all of a noun. */
  type: string | undefined;
};

export function mayHear(actor: Actor, event: Event): boolean {
  if (event.type === streamReset) return true;
  // A kind that a newer process writes and this one does not know is for nobody.
  const permission: Permission | undefined = readPermission[event.subject.type];
  return permission !== undefined && actor.permissions.has(permission);
}

export function wants(filter: EventFilter, event: Event): boolean {
  if (event.type === streamReset) return true;
  return (
    isUnder(filter.subject, `${event.subject.type}/${event.subject.name}`, '/') &&
    isUnder(filter.type, event.type, '.')
  );
}

function isUnder(wanted: string | undefined, value: string, separator: string): boolean {
  return wanted === undefined || value === wanted || value.startsWith(wanted + separator);
}
