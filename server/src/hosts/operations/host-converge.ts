import type { Part } from '@tuskar/contract/part.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationDefinition, StepContext } from '../../platform/operations/definition.ts';
import type { Converger, ConvergeSummary, SecretLookup } from '../converger.ts';
import { describeConverge } from '../describe-converge.ts';
import { type Hosts, toTarget } from '../host.ts';
import { updateHostRow } from '../store.ts';

export type HostConvergeInput = { host: string; mode: 'apply' | 'check' };

/** The clouds room as this operation needs it: a host's part of its cloud's current blueprint. */
export type CurrentParts = {
  find: (
    cloud: string,
    host: string,
  ) => Promise<{ blueprint: string; part: Part; secrets: SecretLookup } | undefined>;
};

export type HostConvergeOptions = { db: Db; hosts: Hosts; converger: Converger; parts: CurrentParts };

const timeoutSeconds = 1800;

export function hostConverge({
  db,
  hosts,
  converger,
  parts,
}: HostConvergeOptions): OperationDefinition<HostConvergeInput> {
  async function converge({ host, mode }: HostConvergeInput, context: StepContext): Promise<ConvergeSummary> {
    const row = await hosts.get(host);
    const current = row.cloud === null ? undefined : await parts.find(row.cloud, host);
    if (current === undefined) {
      throw new TuskarError(
        'host-without-blueprint',
        `No blueprint of a cloud was executed on the host ${host} yet.`,
      );
    }
    const summary = await converger.converge({
      host: toTarget(row),
      part: current.part,
      mode,
      secrets: current.secrets,
      onEvent: describeConverge(context, host, current.part),
      signal: context.signal,
      timeoutSeconds,
      holder: `operation ${context.operation.id}`,
    });
    const { changed } = summary;
    if (mode === 'check') await updateHostRow(db, host, { drift: changed });
    else
      await updateHostRow(db, host, { drift: 0, converged_to: current.blueprint, converged_at: new Date() });
    await hosts.tell(db, await hosts.get(host));
    return summary;
  }

  return {
    kind: 'host.converge',
    title: ({ host, mode }) =>
      mode === 'check' ? `Check ${host} against its blueprint` : `Converge ${host}`,
    subject: ({ host }) => ({ type: 'host', name: host }),
    plan: (input) => [
      {
        title: input.mode === 'check' ? 'Check' : 'Converge',
        steps: [
          {
            name: `${input.mode}:${input.host}`,
            title:
              input.mode === 'check'
                ? 'Compare each item with the blueprint'
                : 'Make each item equal the blueprint',
            host: input.host,
            timeoutSeconds,
            run: async (context) => {
              const { changed, unchanged, seconds } = await converge(input, context);
              return { state: 'done', result: { changed, unchanged, seconds } };
            },
            noUndo: 'a host that equals its blueprint is what was asked for',
          },
        ],
      },
    ],
    result: (results) => Object.values(results)[0],
  };
}
