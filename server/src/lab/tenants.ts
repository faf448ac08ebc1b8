/** The clouds room as the lab needs it: who lives on its hosts. */
export type LabTenants = {
  /** Names of the clouds that use any of these hosts. */
  on: (hosts: string[]) => Promise<string[]>;
  /** The cloud's hosts are gone, and its data with them: forget that it was deployed. */
  gone: (options: { cloud: string; reason: string }) => Promise<void>;
};
