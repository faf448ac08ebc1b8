import { get } from 'node:http';
import { ironicRoot, startIronic } from '../server/src/hardware/ironic/testing/ironic-process.ts';
import { type Measured, measure } from './measure.ts';

/** What a row of Tuskar's list shows, as far as Ironic knows it. */
const fields = 'uuid,name,provision_state,power_state,maintenance,resource_class,driver,properties,extra';
const atOnce = 8;

/**
 * Ironic's own lists over as many nodes, with hardware that it pretends to have: pages of 100 through the list, all nodes of
 * a state, sorted. It can neither search nor count. Undefined where there is no host image, or where nobody may mount it.
 */
export async function ironicLists(count: number): Promise<Record<string, Measured> | undefined> {
  const root = await ironicRoot();
  if (root === undefined) return undefined;
  const service = await startIronic(root);
  const credentials = `Basic ${Buffer.from(`tuskar:${service.password}`).toString('base64')}`;
  const headers = { authorization: credentials, 'x-openstack-ironic-api-version': '1.95' };

  async function make(number: number): Promise<void> {
    const answer = await fetch(`${service.url}/v1/nodes`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: `node-${String(number).padStart(6, '0')}`,
        driver: 'fake-hardware',
        resource_class: `class-${number % 12}`,
        properties: { cpus: 64, memory_mb: 524_288, local_gb: 3840, cpu_arch: 'x86_64' },
        extra: { rack: `r${Math.floor(number / 40)}`, unit: number % 40 },
      }),
    });
    if (answer.status !== 201)
      throw new Error(`Ironic made no node: ${answer.status} ${await answer.text()}`);
  }

  const list = (query: string) =>
    new Promise<string | undefined>((resolve, reject) => {
      get(`${service.url}/v1/nodes?limit=100&fields=${fields}&${query}`, { headers }, (answer) => {
        const parts: Buffer[] = [];
        answer
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () => {
            const { nodes } = JSON.parse(Buffer.concat(parts).toString()) as { nodes: { uuid: string }[] };
            if (answer.statusCode !== 200) reject(new Error(`Ironic: ${answer.statusCode}`));
            else resolve(nodes.length < 100 ? undefined : nodes.at(-1)?.uuid);
          });
      }).on('error', reject);
    });

  try {
    const numbers = Array.from({ length: count }, (_, index) => index);
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) await make(number);
      }),
    );
    let marker: string | undefined;
    const rounds = 100;
    return {
      list: await measure(async () => (marker = await list(marker === undefined ? '' : `marker=${marker}`)), {
        rounds,
      }),
      filter: await measure((round) => list(`provision_state=enroll&resource_class=class-${round % 12}`), {
        rounds,
      }),
      sort: await measure((round) => list(`sort_key=${round % 2 ? 'name' : 'updated_at'}&sort_dir=desc`), {
        rounds,
      }),
    };
  } finally {
    await service.dispose();
  }
}
