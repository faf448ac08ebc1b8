import type { FileToBring } from '../hosts/bring-file.ts';

/** What machines boot for work on them: the agent, as a kernel and its initramfs. */
export type AgentImage = { id: string; kernel: FileToBring; initramfs: FileToBring };

/** The digests of its files, by which an agent is known where it was brought to. */
export type AgentFiles = { kernel: string; initramfs: string };

/** The room of images, as this room needs it. */
export type AgentImages = {
  /** null: none was built yet. */
  newest: () => Promise<AgentImage | null>;
  /** @throws image-not-found */
  get: (id: string) => Promise<AgentImage>;
  /** Which image these files are of; null: none that is here. */
  idOf: (files: AgentFiles) => Promise<string | null>;
};
