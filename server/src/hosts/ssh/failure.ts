import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostTarget } from '../connection.ts';

type Symptom = {
  seen: RegExp;
  code: 'host-unreachable' | 'host-key-changed' | 'host-access-denied';
  reason: string;
  remedy?: string;
};

/** What OpenSSH writes, by what it means. The first that fits counts. */
const symptoms: Symptom[] = [
  {
    seen: /IDENTIFICATION HAS CHANGED|Host key verification failed|host key is known for/i,
    code: 'host-key-changed',
    reason: 'it shows another host key than the one known',
  },
  {
    seen: /Permission denied|Too many authentication failures/i,
    code: 'host-access-denied',
    reason: "it does not accept Tuskar's key",
  },
  {
    seen: /Connection refused/i,
    code: 'host-unreachable',
    reason: 'it refuses connections on the ssh port',
    remedy: 'The host is up, its ssh server is not: start it or wait until it has booted, then retry.',
  },
  {
    seen: /No route to host|Network is unreachable/i,
    code: 'host-unreachable',
    reason: 'there is no route to it',
    remedy: 'Check that the host has power, and the network between Tuskar and it, then retry.',
  },
  {
    seen: /timed out|Timeout, server/i,
    code: 'host-unreachable',
    reason: 'it does not answer in time',
    remedy: 'Check that the host has power, and firewalls between Tuskar and it, then retry.',
  },
  {
    seen: /Could not resolve hostname/i,
    code: 'host-unreachable',
    reason: 'its name has no address',
    remedy: "Correct the host's address, or the name service, then retry.",
  },
  {
    seen: /sudo: /,
    code: 'host-access-denied',
    reason: 'its user may not use sudo without a password',
    remedy: 'Let the user that Tuskar signs in as run every command by sudo without a password, then retry.',
  },
];

/** Why ssh gave up, from what it wrote. */
export function sshFailure(target: HostTarget, stderr: string): TuskarError {
  const symptom = symptoms.find(({ seen }) => seen.test(stderr));
  const where = `${target.name} (${target.sshUser}@${target.address}:${target.port ?? 22})`;
  const lastLine = stderr.trim().split('\n').at(-1);
  const reason = symptom?.reason ?? ['the connection was lost', lastLine].filter(Boolean).join(': ');
  return new TuskarError(symptom?.code ?? 'host-unreachable', `${where}: ${reason}`, {
    context: { host: target.name, address: target.address, stderr: stderr.trim() },
    ...(symptom?.remedy ? { remedy: symptom.remedy } : {}),
  });
}
