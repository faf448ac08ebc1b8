import type { FileToBring } from '../hosts/bring-file.ts';

/** What machines boot for work on them: the agent, as a kernel and its initramfs. */
export type AgentImage = { id: string; kernel: FileToBring; initramfs: FileToBring };

/** The room of images, as this room needs it. */
export type AgentImages = {
  /** null: none was built yet. */
  newest: () => Promise<AgentImage | null>;
  /** @throws image-not-found */
  get: (id: string) => Promise<AgentImage>;
};
