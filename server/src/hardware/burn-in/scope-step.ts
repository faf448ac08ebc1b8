import type { Step, StepContext } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { listChangesSince, findNewestInspection } from '../inspection/store.ts';
import { namePart } from '../inventory/parts.ts';
import type { BurnInInput } from './begin.ts';
import { listFindings } from './finding-store.ts';
import { retestScope } from './retest-scope.ts';
import { ensureBurnIn, findNewestJudged } from './store.ts';
import type { Scope } from './test-steps.ts';

/** Decides, once the machine was inspected, what of it is tested again. */
export function scopeStep({ db }: AcceptanceDeps, input: BurnInInput): Step {
  const { machine, burnIn, tests } = input;
  return {
    name: 'choose-tests',
    title: 'See what was repaired, and so is tested again',
    timeoutSeconds: 60,
    run: async ({ operation, log }) => {
      const failed = await findNewestJudged(db, machine);
      const findings = failed === undefined ? [] : await listFindings(db, failed.id);
      const inspection = await findNewestInspection(db, machine);
      const scope =
        failed === undefined || inspection === undefined
          ? undefined
          : retestScope({
              findings: findings
                .filter(({ waiver }) => waiver === null)
                .map(({ kind, test, part_kind, part_serial, part_place }) => ({
                  kind,
                  test,
                  part:
                    part_kind === null ? null : { kind: part_kind, serial: part_serial, place: part_place },
                })),
              changes: await listChangesSince(db, machine, failed.created_at),
              inventory: inspection.inventory,
              tests,
            });
      const parts = scope === undefined || scope.parts.length === 0 ? null : scope.parts;
      await ensureBurnIn(db, {
        id: burnIn,
        machine,
        profile: input.profile,
        tests,
        parts,
        partner: null,
        operation: operation.id,
        requestedBy: operation.requestedBy,
      });
      const what = parts === null ? 'everything' : parts.map(namePart).join(', ');
      log(`Testing ${what} again: ${(scope?.kinds ?? tests.map(({ kind }) => kind)).join(', ')}`);
      return { state: 'done', result: scope ?? null };
    },
    noUndo: 'it only decides',
  };
}

export function chosenScope(results: StepContext['results']): Scope | undefined {
  return (results['choose-tests'] as Scope | null) ?? undefined;
}
