import { get } from 'node:http';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { CloudApis } from '../../openstack/cloud-apis.ts';
import type { Finding } from '../checks.ts';
import { until } from '../until.ts';

/** What the test guest says of itself, on its page and on its console: `TUSKAR-GUEST ip=… instance=… hostname=…`. */
export type GuestPage = { ip: string; instance: string; hostname: string };

export function readPage(text: string): GuestPage | undefined {
  const match = /TUSKAR-GUEST ip=(\S+) instance=(\S*) hostname=(\S*)/.exec(text);
  return match ? { ip: match[1] ?? '', instance: match[2] ?? '', hostname: match[3] ?? '' } : undefined;
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { timeout: 2000, signal, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve(text)).on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
  });
}

/** Asks the guest for its page by its floating IP, from here: outside of the cloud. */
export async function guestAnswer(address: string, signal: AbortSignal): Promise<Finding<GuestPage>> {
  const wait = { what: `${address} did not answer`, seconds: 300, everySeconds: 0.3, signal };
  const page = await until(wait, async () => {
    try {
      const text = await fetchText(`http://${address}/`, signal);
      const answer = readPage(text);
      return answer
        ? { answer }
        : { reason: `its page is not that of the test guest: ${text.slice(0, 100)}` };
    } catch (error) {
      signal.throwIfAborted();
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  });
  return { value: page, output: `http://${address}/ answered as ${page.ip}` };
}

export function checkMetadata(page: GuestPage, name: string): Finding<null> {
  const served = /^i-[0-9a-f]+$/.test(page.instance) && page.hostname.split('.')[0] === name;
  const seen = `instance-id ${page.instance || 'none'}, hostname ${page.hostname || 'none'}`;
  if (served) return { value: null, output: seen };
  throw new TuskarError('verification-check-failed', `The guest was not given its metadata: ${seen}`, {
    remedy: 'Read the journals of neutron-ovn-metadata-agent on its compute and of nova-api-metadata.',
  });
}

export async function checkConsole(
  { compute }: CloudApis,
  server: string,
  signal: AbortSignal,
): Promise<Finding<null>> {
  const wait = { what: 'The console log has no word of the guest', seconds: 30, everySeconds: 0.5, signal };
  const line = await until(wait, async () => {
    const log = await compute.consoleOutput(server);
    const ready = log.split('\n').find((one) => one.includes('TUSKAR-GUEST ready'));
    return ready ? { answer: ready.trim() } : { reason: `its end is: ${log.slice(-300)}` };
  });
  return { value: null, output: line };
}
