import type { BmcState, Medium } from './state/schema.ts';
import type { OpenOptions } from './http-get.ts';
import type { Images } from './images.ts';
import type { EventLog } from './log.ts';
import { RedfishError } from './redfish/error.ts';

export const driveNames = ['Cd', 'UsbStick'] as const;
export type DriveName = (typeof driveNames)[number];

export type Insert = { url: string; writeProtected: boolean } & OpenOptions;

type Options = { state: BmcState; log: EventLog; images: Images; machine: string };

/** The virtual drives. What is in them at the machine's start is what it can boot. */
export class VirtualDrives {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  medium(drive: DriveName): Medium | null {
    return this.#options.state.media[drive];
  }

  /** Fetches the image first; throws `RedfishError` where it cannot, and then leaves the drive as it was. */
  async insert(drive: DriveName, { url, writeProtected, ...options }: Insert): Promise<void> {
    const { state, log, images, machine } = this.#options;
    const present = state.media[drive];
    if (present !== null && present.url !== url) {
      throw new RedfishError(409, { message: 'ResourceInUse', args: [`it holds ${present.url}`] });
    }
    const file = await images.fetch(url, `${machine}-${drive}`, options).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new RedfishError(400, { message: 'CouldNotEstablishConnection', args: [url, reason] });
    });
    this.#discard(drive);
    state.media[drive] = { url, file, writeProtected };
    log.write('MediaInserted', url, drive);
  }

  eject(drive: DriveName): void {
    const { state, log } = this.#options;
    if (state.media[drive] === null) return;
    this.#discard(drive);
    state.media[drive] = null;
    log.write('MediaEjected', drive);
  }

  #discard(drive: DriveName): void {
    const file = this.#options.state.media[drive]?.file ?? null;
    if (file !== null) this.#options.images.discard(file);
  }
}
