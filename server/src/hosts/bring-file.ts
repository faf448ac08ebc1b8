import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostConnection } from './connection.ts';

export type FileToBring = {
  /** Where it is on the control plane's machine. */
  source: string;
  /** Of its content, in hexadecimal: what it is called on the host. */
  sha256: string;
  bytes: number;
};

const damagedExit = 3;
const megabyte = 1e6;

/** Ten minutes, and time for a line of 10 MB/s. */
const timeoutSeconds = (bytes: number) => 600 + Math.ceil(bytes / (10 * megabyte));

/** `sh -c` of it: DIRECTORY SHA256. Nothing that is not whole ever has the name. */
const receive = `set -eu
umask 022
mkdir -p "$1"
part=$(mktemp "$1/.$2.XXXXXX")
trap 'rm -f "$part"' EXIT
cat > "$part"
found=$(sha256sum < "$part")
[ "\${found%% *}" = "$2" ] || exit ${damagedExit}
chmod 0644 "$part"
mv "$part" "$1/$2"`;

/**
 * Brings a file to a host, into a directory where files have the digests of their content as names. One that is there is
 * not sent again; one that arrives damaged is not kept.
 *
 * @param options.progress called with the bytes that were sent, now and then
 * @returns its path on the host
 * @throws file-damaged, and what a command on a host can end in
 */
export async function bringFile(
  connection: HostConnection,
  options: {
    file: FileToBring;
    directory: string;
    signal?: AbortSignal | undefined;
    progress?: (sent: number) => void;
  },
): Promise<{ path: string; sent: boolean }> {
  const { file, directory, signal, progress } = options;
  const { source, sha256, bytes } = file;
  const path = `${directory}/${sha256}`;
  const there = await connection.run({
    argv: ['stat', '--format=%s', path],
    asRoot: true,
    timeoutSeconds: 60,
    signal,
  });
  if (there.exitCode === 0 && Number(there.stdout) === bytes) return { path, sent: false };

  const content = createReadStream(source);
  const counted = content.pipe(counting(progress));
  content.once('error', (error) => counted.destroy(error));
  try {
    const { exitCode, stderr } = await connection.run({
      argv: ['sh', '-c', receive, 'receive', directory, sha256],
      asRoot: true,
      stdin: counted,
      timeoutSeconds: timeoutSeconds(bytes),
      signal,
    });
    if (exitCode === 0) return { path, sent: true };
    const reason = exitCode === damagedExit ? 'it arrived damaged' : stderr.trim() || `exit code ${exitCode}`;
    throw new TuskarError('file-not-brought', `${connection.target.name}: ${source}: ${reason}`, {
      context: { host: connection.target.name, sha256, exitCode },
    });
  } finally {
    content.destroy();
  }
}

/** Passes everything on, and says at most once for every four megabytes how much that was. */
function counting(progress: ((sent: number) => void) | undefined): Transform {
  let sent = 0;
  let said = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      sent += piece.length;
      if (sent - said > 4 * megabyte) {
        said = sent;
        progress?.(sent);
      }
      done(null, piece);
    },
  });
}
