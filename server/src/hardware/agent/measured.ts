import type { PartKind } from '@tuskar/contract/inventory.ts';

/** Which part a figure or a failure is about, as the agent knows it. */
export type AgentPart = { kind: PartKind; serial: string | null; place: string | null };

export type AgentMeasurement = { metric: string; value: number; unit: string; part: AgentPart | null };
