export type SimulatedUnit = {
  active: boolean;
  enabled: boolean;
  masked: boolean;
  /** How often it was started or restarted. */
  starts: number;
  restartDigest?: string | undefined;
  reloadDigest?: string | undefined;
};

/** All there is of a simulated host. */
export type SimulatedHostState = {
  /** Files, links and directories: path to a digest of what the item asked for. */
  paths: Record<string, string>;
  units: Record<string, SimulatedUnit>;
  packages: string[];
  /** By item id: how often it ran, and for which digest last. */
  commands: Record<string, { runs: number; digest?: string | undefined }>;
  /** Every change ever made, in order: that nothing was done twice can be read off it. */
  history: { item: string; actions: string[] }[];
};

export function emptyHost(): SimulatedHostState {
  return { paths: {}, units: {}, packages: [], commands: {}, history: [] };
}

export function unitOf(state: SimulatedHostState, name: string): SimulatedUnit {
  return state.units[name] ?? { active: false, enabled: false, masked: false, starts: 0 };
}
