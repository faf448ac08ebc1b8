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
    const { glance, moved, list } = ironicGlances(registry, report);
    return {
      registry: { ...registry, list },
      glance,
      moved,
      work: ironicWork(session),
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
