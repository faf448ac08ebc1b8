import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import { forgetOldOperations } from './retention.ts';
import { listOperations } from './store.ts';
import { startTestEngine } from './testing/test-engine.ts';

test('what ended long ago goes, with its steps; what is younger stays', async () => {
  const database = await testDatabase();
  const { db } = database;
  const { engine, untilEnded, stop } = await startTestEngine({
    database,
    definitions: [
      {
        kind: 'lab.test',
        title: () => 'Test',
        subject: (input) => ({ type: 'lab', name: JSON.stringify(input) }),
        plan: () => [
          {
            title: 'Wave',
            steps: [
              {
                name: 'a',
                title: 'A',
                timeoutSeconds: 5,
                noUndo: 'a test',
                run: async () => ({ state: 'done' }),
              },
            ],
          },
        ],
      },
    ],
  });
  onTestFinished(stop);
  const submit = async (input: string) => {
    const { id } = await engine.submit({ kind: 'lab.test', input, requestedBy: 'ada' });
    await untilEnded(id);
    return id;
  };
  const [ancient, old, fresh] = [await submit('ancient'), await submit('old'), await submit('fresh')];
  const age = async (id: string, days: number) => {
    await db
      .updateTable('operation')
      .set({ ended_at: sql<Date>`now() - make_interval(days => ${days})` })
      .where('id', '=', id)
      .execute();
  };
  await age(ancient, 91);
  await age(old, 2);

  expect(await forgetOldOperations(db, 90)).toBe(1);
  const { items } = await listOperations(db, { limit: 10 });
  expect(items.map(({ id }) => id)).toEqual([fresh, old]);
  const steps = await db.selectFrom('operation_step').select('operation_id').execute();
  expect(steps).toHaveLength(2);
});
