import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@tuskar/client/client.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Command } from 'commander';
import { openrc } from '../cloud/credentials.ts';
import { connect } from '../connection.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { placesOf } from '../places.ts';
import { requireRoot } from '../server/system-user.ts';

export function addOpenstackCommand(program: Command, io: Io): void {
  program
    .command('openstack')
    .argument('[args...]', "what OpenStack's own client is given")
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .description(
      "OpenStack's own client, from the image, as the cloud's administrator (TUSKAR_CLOUD names one of several)",
    )
    .action((args: string[]) => openstack(io, args));
}

async function openstack(io: Io, args: string[]): Promise<void> {
  requireRoot("Running the image's openstack client");
  const client = connect(io);
  const name = await chooseCloud(io, client);
  const credentials = await client.call('cloud.credentials', { params: { name } });
  const rootfs = join(placesOf(io.env).cache, 'images', credentials.image, 'rootfs');
  if (!existsSync(join(rootfs, 'usr/bin/openstack'))) {
    throw new TuskarError(
      'image-not-local',
      `The image ${credentials.image} of cloud ${name} is not on this machine.`,
    );
  }
  const child = spawn(
    'unshare',
    ['--mount', '--propagation', 'private', 'sh', '-eu', '-c', insideImage, 'sh', rootfs, io.cwd, ...args],
    {
      stdio: 'inherit',
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        TERM: io.env['TERM'] ?? 'dumb',
        LANG: 'C.UTF-8',
        HOME: '/root',
        ...openrc(credentials),
        OS_CACERT: '/run/tuskar-ca.pem',
        TUSKAR_CA_PEM: credentials.caCertificate,
      },
    },
  );
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new Exit('failed');
}

async function chooseCloud(io: Io, client: Client): Promise<string> {
  const named = io.env['TUSKAR_CLOUD'];
  if (named !== undefined) return named;
  const { items } = await client.call('cloud.list');
  const [only, ...others] = items;
  if (only === undefined) {
    throw new TuskarError('cloud-not-found', 'There is no cloud yet.', {
      remedy: 'Make one with: tuskar try',
    });
  }
  if (others.length > 0) {
    throw new TuskarError(
      'invalid-request',
      `There are ${items.length} clouds: ${items.map((cloud) => cloud.name).join(', ')}.`,
      {
        remedy: `Say which: TUSKAR_CLOUD=${only.name} tuskar openstack ...`,
      },
    );
  }
  return only.name;
}

/**
 * The client runs in the image as in a host: the image below (unchanged), a tmpfs above for what it writes, and the
 * directories where people keep files bound in, so that file arguments mean what they say. All of it is in a mount
 * namespace that ends with the command.
 */
const insideImage = `
rootfs=$1 cwd=$2
shift 2
top=$(mktemp -d)
mount -t tmpfs tuskar-openstack "$top"
rmdir_later=$top
mkdir "$top/upper" "$top/work" "$top/root"
mount -t overlay overlay -o "lowerdir=$rootfs,upperdir=$top/upper,workdir=$top/work" "$top/root"
mount --rbind /dev "$top/root/dev"
mount -t proc proc "$top/root/proc"
printf '%s' "$TUSKAR_CA_PEM" >"$top/root/run/tuskar-ca.pem"
unset TUSKAR_CA_PEM
for place in /home /root /tmp /srv /mnt /opt "$cwd"; do
	case $place in / | /usr* | /etc* | /bin* | /lib* | /sbin* | /dev* | /proc* | /sys* | /run*) continue ;; esac
	[ -d "$place" ] || continue
	mkdir -p "$top/root$place"
	mount --rbind "$place" "$top/root$place"
done
exec chroot "$top/root" sh -c 'cd "$1" 2>/dev/null || cd /; shift; exec openstack "$@"' sh "$cwd" "$@"
`;
