import { TuskarError } from '@tuskar/contract/error.ts';
import type { UpRequest } from './keeper/protocol.ts';
import type { HostRecord, LabState } from './state/schema.ts';

/**
 * Adds the hosts that are asked for to the state, wanted running; those that are there stay as they are.
 * Throws `lab-host-conflict` where a name has another index or image, or an index another name.
 */
export function claimHosts(draft: LabState, { hosts, image, authorizedKey }: UpRequest): void {
  for (const { name, index } of hosts) {
    const present = Object.hasOwn(draft.hosts, name) ? draft.hosts[name] : undefined;
    const holder = Object.entries(draft.hosts).find(([, host]) => host.index === index)?.[0];
    if (holder !== undefined && holder !== name) throw conflict(name, `index ${index} is host ${holder}'s`);
    if (present && present.index !== index)
      throw conflict(name, `it has index ${present.index}, not ${index}`);
    if (present && present.image !== image)
      throw conflict(name, `it has image ${present.image}, not ${image}`);
    draft.hosts[name] = present
      ? { ...present, authorizedKey, wanted: 'running' }
      : newHost({ index, image, authorizedKey });
  }
}

function newHost(host: Pick<HostRecord, 'index' | 'image' | 'authorizedKey'>): HostRecord {
  const since = new Date().toISOString();
  return { ...host, hostKey: null, wanted: 'running', ready: false, process: null, since };
}

function conflict(name: string, reason: string): TuskarError {
  return new TuskarError('lab-host-conflict', `Host ${name} cannot be added: ${reason}.`, {
    context: { host: name },
  });
}
