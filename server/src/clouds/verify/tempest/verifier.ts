import { TuskarError } from '@tuskar/contract/error.ts';
import type { VerificationCheck } from '@tuskar/contract/cloud.ts';
import type { HostConnection } from '../../../hosts/connection.ts';
import { type CloudApis, type ConnectCloud, connectCloud } from '../../openstack/cloud-apis.ts';
import { uploadGuest } from '../../openstack/guest-image.ts';
import { namePrefix, removeLeftovers } from '../acceptance/leftovers.ts';
import { externalNetwork } from '../acceptance/resources.ts';
import type { VerificationRequest, Verifier } from '../verifier.ts';
import { caFile, tempestConfiguration } from './configuration.ts';
import { TempestResults } from './results.ts';

/** What is run where nobody chooses: each API's own tests that need no login to a guest, in some minutes. */
const defaultTests = [
  'identity\\.v3\\.(test_tokens|test_catalog|test_api_discovery)',
  'image\\.v2\\.test_images\\.(BasicOperations|ListUser)',
  'network\\.(test_networks\\.NetworksTest|test_security_groups|test_ports\\.)',
  'compute\\.(flavors|keypairs|test_versions)',
];

const unit = 'tuskar-tempest';
const directory = '/var/lib/tuskar/tempest';
const seconds = { prepare: 60, run: 4 * 3600, removal: 300 };

export type TempestVerifierOptions = {
  guestDirectory: (image: string) => string;
  /** A way to one of the cloud's hosts. */
  connect: (host: string, signal: AbortSignal) => Promise<HostConnection>;
  connectApis?: ConnectCloud;
};

/** Runs OpenStack's own tests on the cloud's first controller, whose image has them. */
export function createTempestVerifier(options: TempestVerifierOptions): Verifier {
  const { guestDirectory, connect, connectApis = connectCloud } = options;
  return {
    async verify(request) {
      const { signal, access, blueprint } = request;
      const controller = blueprint.hosts.find(({ roles }) => roles.includes('controller'));
      if (controller === undefined)
        throw new TuskarError('cloud-not-deployed', `${blueprint.cloud} has no controller.`);
      const host = await connect(controller.name, signal);
      const apis = connectApis(access, { signal });
      try {
        await writeConfiguration(
          host,
          request,
          await prepare(apis, request, guestDirectory(blueprint.image)),
        );
        await runTests(host, request);
      } finally {
        apis.close();
        await cleanUp(host, request, connectApis);
      }
    },
  };
}

/** What the tests use in the cloud; found again by its name, and removed afterwards. */
async function prepare(
  apis: CloudApis,
  request: VerificationRequest,
  guestDirectory: string,
): Promise<string> {
  const { access, blueprint, id, signal } = request;
  await removeLeftovers({ apis, signal });
  const prefix = `${namePrefix}${id}`;
  const flavor = (name: string, ram: number) => apis.compute.createFlavor({ name, vcpus: 1, ram, disk: 1 });
  const [image, first, second, externalId, networkExtensions] = await Promise.all([
    uploadGuest(apis, { name: prefix, directory: guestDirectory, visibility: 'public' }),
    flavor(`${prefix}-1`, 192),
    flavor(`${prefix}-2`, 256),
    externalNetwork(apis, { prefix, blueprint }),
    apis.network.extensions(),
  ]);
  const named = (await apis.network.networks()).find((network) => network.id === externalId);
  return tempestConfiguration({
    access,
    directory,
    image,
    flavors: { first, second },
    externalNetwork: { id: externalId, name: named?.name ?? '' },
    networkExtensions,
  });
}

/** In a new directory, since `tempest init` leaves an existing one without its configuration. */
async function writeConfiguration(
  host: HostConnection,
  request: VerificationRequest,
  text: string,
): Promise<void> {
  const { access, signal } = request;
  const steps = [
    `systemctl stop ${unit}.service 2>/dev/null || true`,
    `rm -rf ${directory}`,
    `umask 077; mkdir -p "$(dirname ${directory})"; tempest init ${directory} >/dev/null 2>&1`,
    `mkdir -p ${directory}/lock; cat > ${directory}/etc/tempest.conf`,
  ];
  await must(host, { argv: ['sh', '-ec', steps.join('\n')], stdin: text, signal });
  await must(host, {
    argv: ['sh', '-ec', `cat > ${directory}/${caFile}`],
    stdin: access.caCertificate,
    signal,
  });
}

async function must(
  host: HostConnection,
  command: { argv: string[]; stdin: string; signal: AbortSignal },
): Promise<void> {
  const { exitCode, stdout, stderr } = await host.run({ ...command, timeoutSeconds: seconds.prepare });
  if (exitCode === 0) return;
  throw new TuskarError(
    'verification-failed',
    `tempest could not be set up on ${host.target.name}: ${stderr || stdout}`,
    {
      context: { host: host.target.name, exitCode },
      remedy: 'Look whether the image has the package tempest, and the host free space.',
    },
  );
}

/** As a unit of its own, so that a run whose control plane died is found and stopped by the next. */
async function runTests(host: HostConnection, request: VerificationRequest): Promise<void> {
  const { tests = `^tempest\\.api\\.(${defaultTests.join('|')})`, signal, log } = request;
  const reports: Promise<void>[] = [];
  let count = 0;
  const report = (check: VerificationCheck) => {
    count += 1;
    reports.push(request.report(check));
  };
  const results = new TempestResults({ report });
  const asUnit = ['systemd-run', `--unit=${unit}`, '--collect', '--pipe', '--wait', '--quiet'];
  const settings = [`--working-directory=${directory}`, '--setenv=PYTHONUNBUFFERED=1', '--setenv=HOME=/root'];
  const { exitCode, stderr } = await host.run({
    argv: [...asUnit, ...settings, 'tempest', 'run', '--concurrency', '1', '--regex', tests],
    onStdout: (text) => results.push(text),
    timeoutSeconds: seconds.run,
    signal,
  });
  results.end();
  await Promise.all(reports);
  log(`tempest ended with ${exitCode} after ${count} tests`);
  if (count > 0) return;
  throw new TuskarError(
    'verification-failed',
    `tempest ran no test on ${host.target.name}: ${stderr.slice(-1000) || 'none matches'}`,
    {
      context: { tests, exitCode },
      remedy: 'Check the regular expression: names begin with tempest.api. or tempest.scenario.',
    },
  );
}

/** The configuration holds the administrator's password, so it goes, whatever happened. */
async function cleanUp(
  host: HostConnection,
  request: VerificationRequest,
  connectApis: ConnectCloud,
): Promise<void> {
  const signal = AbortSignal.timeout(seconds.removal * 1000);
  const apis = connectApis(request.access, { signal });
  const argv = ['sh', '-c', `systemctl stop ${unit}.service 2>/dev/null; rm -rf ${directory}`];
  try {
    await host.run({ argv, timeoutSeconds: seconds.prepare, signal });
    await removeLeftovers({ apis, signal });
  } catch (error) {
    // The next verification begins by removing what this one left.
    request.log(`not everything was removed: ${(error as Error).message}`);
  } finally {
    apis.close();
  }
}
