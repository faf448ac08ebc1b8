import type { UndercloudReport } from '@tuskar/contract/undercloud.ts';
import type { BareMetal } from '../bare-metal.ts';
import type { IronicCredentials } from './authentication.ts';
import { connectIronic } from './capabilities.ts';
import { ironicGlances } from './glances.ts';
import { ironicPanel, ironicRecords } from './records.ts';
import { ironicRegistry } from './registry.ts';
import { createTransport } from './transport.ts';
import { ironicWork } from './work.ts';

export type IronicTarget = {
  url: string;
  credentials: IronicCredentials;
  /** PEM; null: the machine's own CAs. */
  ca: string | null;
};

export type Ironic = BareMetal & { report: UndercloudReport; close: () => void };

/** Connects to an Ironic. Its requests are all made in the version that was agreed here. */
export async function createIronic({ url, credentials, ca }: IronicTarget): Promise<Ironic> {
  const transport = createTransport({ ca });
  try {
    const { session, drivers, report } = await connectIronic({ transport, url, credentials });
    const registry = ironicRegistry(session, { drivers });
    const work = ironicWork(session);
    const { glance, moved, list, asking, askingFor } = ironicGlances(registry, report);
    return {
      registry: {
        ...registry,
        list,
        enrol: (node) => askingFor(node.id, () => registry.enrol(node)),
        update: (id, change) => askingFor(id, () => registry.update(id, change)),
        forget: (id) => asking(id, () => registry.forget(id)),
      },
      glance,
      moved,
      work: {
        provision: (id, request) => asking(id, () => work.provision(id, request)),
        power: (id, target) => asking(id, () => work.power(id, target)),
        bootDevice: (id, options) => asking(id, () => work.bootDevice(id, options)),
        maintenance: (id, options) => asking(id, () => work.maintenance(id, options)),
      },
      records: ironicRecords(session),
      panel: ironicPanel(session),
      report,
      close: () => transport.close(),
    };
  } catch (error) {
    transport.close();
    throw error;
  }
}
