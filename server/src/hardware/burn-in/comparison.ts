import type { MeasuredValue } from '@tuskar/contract/burn-in.ts';
import type { Db } from '../../platform/database/connect.ts';
import { findClass } from '../class/store.ts';
import { getMachine } from '../store.ts';
import { boundedDeviation } from './finding-store.ts';
import { findSiblings, listMeasurements, toMeasured } from './measurement-store.ts';
import { getBurnIn } from './store.ts';
import { judgeMeasured } from './verdict.ts';

/** What a burn-in measured, each value beside those that its siblings have now. @throws burn-in-not-found */
export async function compareBurnIn(
  db: Db,
  id: string,
): Promise<{ class: string | null; items: MeasuredValue[] }> {
  const { machine, tests } = await getBurnIn(db, id);
  const { class: of } = await getMachine(db, machine);
  const limits = of === null ? [] : ((await findClass(db, of))?.requirements.limits ?? []);
  const siblings = await findSiblings(db, { machine, class: of, tests });
  const rows = await listMeasurements(db, id);
  const at = rows[0]?.at.toISOString() ?? '';
  const judged = judgeMeasured(rows.map(toMeasured), { siblings, limits });
  const items = judged.map(
    ({ value, judged: { judgement, median, deviation, siblings: count } }): MeasuredValue => {
      const { test, metric, part, unit } = value;
      return {
        test,
        metric,
        part,
        unit,
        value: value.value,
        at,
        siblings: count,
        median,
        deviation: boundedDeviation(deviation),
        judgement,
      };
    },
  );
  return { class: of, items };
}
