import type { CompiledBlueprint, CompiledProbe } from '../compile/compiled.ts';
import type { ProbeResult } from './store.ts';

/** systemd's words for a unit: 'active', 'failed', 'activating'. */
export type UnitStates = ReadonlyMap<string, string>;

export type HttpAnswer = { status: number } | { error: string };

/** How services are looked at. Neither throws: what cannot be reached is an answer too. */
export type Prober = {
  /** States of units on one host; an error where the host does not answer. */
  units: (request: {
    host: string;
    units: string[];
    signal: AbortSignal;
  }) => Promise<UnitStates | { error: string }>;
  /** Asks as the cloud's users do: by TLS that Tuskar's CA signed. */
  http: (request: { url: string; caCertificate: string; signal: AbortSignal }) => Promise<HttpAnswer>;
};

/** Hosts that are looked at side by side. */
const hostsAtOnce = 32;

type UnitProbe = CompiledProbe & { probe: { kind: 'unit' } };
type HttpProbe = CompiledProbe & { probe: { kind: 'http' } };

function unitResult(
  { service, host, probe }: UnitProbe,
  states: UnitStates | { error: string },
): ProbeResult {
  const base = { service, host, unit: probe.unit, probe: probe.unit };
  if ('error' in states) return { ...base, state: 'unknown', reason: states.error };
  const state = states.get(probe.unit) ?? 'unknown';
  if (state === 'active') return { ...base, state: 'healthy', reason: null };
  const onTheWay = state === 'activating' || state === 'reloading';
  return { ...base, state: onTheWay ? 'degraded' : 'down', reason: `${probe.unit} is ${state}` };
}

function httpResult({ service, host, probe }: HttpProbe, url: string, answer: HttpAnswer): ProbeResult {
  const base = { service, host, unit: null, probe: probe.name };
  if ('error' in answer) return { ...base, state: 'down', reason: `${url}: ${answer.error}` };
  if (probe.status.includes(answer.status)) return { ...base, state: 'healthy', reason: null };
  return { ...base, state: 'degraded', reason: `${url} answers ${answer.status}` };
}

async function unitResults(probes: UnitProbe[], prober: Prober, signal: AbortSignal): Promise<ProbeResult[]> {
  const byHost = Map.groupBy(probes, (one) => one.host).entries();
  const results: ProbeResult[] = [];
  // Each takes the next host from the one iterator.
  const lookers = Array.from({ length: hostsAtOnce }, async () => {
    for (const [host, own] of byHost) {
      const states = await prober.units({ host, units: own.map((one) => one.probe.unit), signal });
      results.push(...own.map((one) => unitResult(one, states)));
    }
  });
  await Promise.all(lookers);
  return results;
}

/** Looks at every service of a blueprint: the units of a host in one go, the APIs side by side. */
export async function probeServices(request: {
  blueprint: Pick<CompiledBlueprint, 'probes' | 'publicAddress'>;
  caCertificate: string;
  prober: Prober;
  signal: AbortSignal;
}): Promise<ProbeResult[]> {
  const { blueprint, caCertificate, prober, signal } = request;
  const units = blueprint.probes.filter((one): one is UnitProbe => one.probe.kind === 'unit');
  const https = blueprint.probes.filter((one): one is HttpProbe => one.probe.kind === 'http');
  const answers = https.map(async (one) => {
    const url = `https://${one.probe.address ?? blueprint.publicAddress}:${one.probe.port}${one.probe.path}`;
    return httpResult(one, url, await prober.http({ url, caCertificate, signal }));
  });
  return [...(await unitResults(units, prober, signal)), ...(await Promise.all(answers))];
}
