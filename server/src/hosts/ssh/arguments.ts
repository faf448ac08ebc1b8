import type { HostTarget } from '../connection.ts';

export type SshPaths = { keyFile: string; knownHostsFile: string; controlSocket: string };

/** ssh as Tuskar uses it: nothing of the user's own configuration, one key, one known host, no questions. */
export function sshArguments(target: HostTarget, paths: SshPaths, role: 'master' | 'session'): string[] {
  const options: Record<string, string> = {
    BatchMode: 'yes',
    StrictHostKeyChecking: 'yes',
    UserKnownHostsFile: quotePath(paths.knownHostsFile),
    GlobalKnownHostsFile: '/dev/null',
    HostKeyAlias: target.name,
    UpdateHostKeys: 'no',
    IdentityFile: quotePath(paths.keyFile),
    IdentitiesOnly: 'yes',
    IdentityAgent: 'none',
    PreferredAuthentications: 'publickey',
    ClearAllForwardings: 'yes',
    ForwardAgent: 'no',
    RequestTTY: 'no',
    ConnectTimeout: '10',
    ServerAliveInterval: '10',
    ServerAliveCountMax: '3',
    LogLevel: 'ERROR',
    ControlMaster: role === 'master' ? 'yes' : 'no',
    ControlPath: quotePath(paths.controlSocket),
    ControlPersist: 'no',
  };
  const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const port = ['-p', String(target.port ?? 22)];
  return ['-F', '/dev/null', ...given, ...port, '-l', target.sshUser, '--', target.address];
}

/** ssh takes some values for lists at spaces, and % for its own tokens. */
function quotePath(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`;
}
