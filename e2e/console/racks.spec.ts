import { expect, test } from './person.ts';

test('As oskar I find a machine in its rack, unit by unit', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/racks' });
  await page.getByRole('link', { name: 'r12' }).click();
  await expect(page.getByRole('heading', { name: 'r12', level: 1 })).toBeFocused();
  const front = page.getByRole('list', { name: 'Front of the rack, from the top' });
  await expect(front.getByRole('listitem')).toHaveText([
    /^sw-r12-a/,
    /cmp-004 \(U4, Ready/,
    /cmp-003 \(U3, Quarantined/,
    /cmp-002 \(U2, Burning in/,
    /cmp-001 \(U1, In use/,
  ]);
  await front.getByRole('link', { name: 'cmp-003' }).click();
  await expect(page.getByRole('heading', { name: 'cmp-003', level: 1 })).toBeVisible();
});
