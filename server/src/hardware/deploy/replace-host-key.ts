import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostCommandResult, HostConnection } from '../../hosts/connection.ts';

const path = '/etc/ssh/ssh_host_ed25519_key';
const timeoutSeconds = 60;

/** Makes the key that the host will keep, where that was not done yet; says its public half. */
const make = `set -eu
[ -s ${path}.next ] || { rm -f ${path}.next.part*; ssh-keygen -q -t ed25519 -N '' -C '' -f ${path}.next.part; \
mv ${path}.next.part.pub ${path}.next.pub; mv ${path}.next.part ${path}.next; }
cat ${path}.next.pub`;

/** Puts the new key in place of the one that came by the configuration drive. Connections that are open stay. */
const take = `set -eu
[ -s ${path}.next ] || exit 0
cp ${path}.next.pub ${path}.pub
mv ${path}.next ${path}
rm -f ${path}.next.pub
systemctl try-restart ssh.service`;

/**
 * A host key that came by the configuration drive has been in a database and on the wire. It serves to sign in once, and
 * for sure; the key that the host then makes for itself never leaves it.
 * @returns 'ssh-ed25519 AAAA…'
 */
export async function makeHostKey(connection: HostConnection, signal: AbortSignal): Promise<string> {
  const { stdout } = await run(connection, make, signal);
  const key = /^ssh-ed25519 [A-Za-z0-9+/]+={0,2}/.exec(stdout.trim())?.[0];
  if (key !== undefined) return key;
  throw new TuskarError(
    'host-command-failed',
    `${connection.target.name} made a host key that is none: ${stdout.slice(0, 100)}`,
  );
}

/** May be repeated: one that is in place stays. */
export async function takeHostKey(connection: HostConnection, signal: AbortSignal): Promise<void> {
  await run(connection, take, signal);
}

async function run(
  connection: HostConnection,
  script: string,
  signal: AbortSignal,
): Promise<HostCommandResult> {
  const result = await connection.run({ argv: ['sh', '-c', script], asRoot: true, timeoutSeconds, signal });
  if (result.exitCode === 0) return result;
  const said = result.stderr.trim() || `exit code ${result.exitCode}`;
  throw new TuskarError('host-command-failed', `${connection.target.name}: ${said}`, {
    context: { host: connection.target.name, output: said },
  });
}
