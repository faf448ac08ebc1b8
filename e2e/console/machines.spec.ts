import { expect, expectWhyNot, test } from './person.ts';

test('As oskar I see why a machine is in quarantine, and what to do', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines' });
  await expect(page.getByRole('status').filter({ hasText: '6 machines' })).toBeVisible();
  await expect(page.getByText('6 machines')).toHaveCount(1);
  await page.getByRole('combobox', { name: 'State' }).selectOption('Quarantined (1)');
  await expect(page).toHaveURL(/state=quarantined/);
  await page.getByRole('link', { name: 'cmp-003' }).click();
  await expect(page.getByRole('heading', { name: 'cmp-003', level: 1 })).toBeFocused();
  await expect(page.getByText('The disk S4YNX0R7 in bay 2 writes 212 MB/s')).toBeVisible();
  await expect(page.getByText(/^Next: Replace the disk S4YNX0R7/)).toBeVisible();
});

test('As oskar I find a machine by a part of its name, and the address keeps it', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines' });
  await page.getByRole('textbox', { name: 'Find a machine' }).fill('sto');
  await expect(page.getByRole('link', { name: 'sto-001' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'cmp-001' })).toBeHidden();
  await expect(page).toHaveURL(/search=sto/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Find a machine' })).toHaveValue('sto');
  await expect(page.getByRole('link', { name: 'sto-001' })).toBeVisible();
});

test('As oskar I say that I work on a machine, and why', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-002' });
  await page.getByRole('button', { name: 'Begin maintenance' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('A new fan');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(page.getByText('Maintenance', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'End maintenance' }).click();
  await expect(page.getByRole('button', { name: 'Begin maintenance' })).toBeVisible();
});

test('As oskar I may not release a machine without a test, and am told why', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-003' });
  await page.getByRole('button', { name: 'Actions' }).click();
  const release = page.getByRole('menuitem', { name: 'Release without a test' });
  await expectWhyNot(release, 'does not have the permission hardware.override');
});

test('As oskar I see which disk a system would go on, and choose another', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-004' });
  await page.getByRole('button', { name: 'End maintenance' }).click();
  await page.getByRole('button', { name: 'Deploy' }).click();
  const disks = page.getByRole('radiogroup', { name: 'The disk that is written to' });
  await expect(disks.getByRole('radio', { name: /^bay 1: / })).toBeChecked();
  await expect(disks).toContainText('What the rule chooses: the smallest disk that does not rotate.');
  await disks.getByRole('radio', { name: /^bay 3: / }).check();
  await page.getByRole('combobox', { name: 'Network' }).selectOption('Fixed addresses');
  await page.getByRole('combobox', { name: 'Port' }).selectOption({ index: 1 });
  await page.getByRole('textbox', { name: 'Address with prefix' }).fill('198.18.0.20');
  await page.getByRole('button', { name: 'Deploy' }).click();
  await expect(page.getByText('An address with its prefix, 198.18.0.20/24.')).toBeVisible();
  await expect(page.getByText('Type cmp-004.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Address with prefix' }).fill('198.18.0.20/24');
  await page.getByRole('textbox', { name: 'Type cmp-004 to confirm' }).fill('cmp-004');
  await page.getByRole('button', { name: 'Deploy' }).click();
  await expect(page.getByRole('heading', { name: 'Deploy cmp-004', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: /Write the image to 7KQ-004-D3/ })).toBeVisible();
});

test('As alma I retire a machine, once I have typed its name', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'trouble', at: '/machines/cmp-003' });
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Erase and retire' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase and retire cmp-003?' });
  await dialog.getByRole('button', { name: 'Erase and retire' }).click();
  await expect(dialog.getByText('Type cmp-003.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Type cmp-003 to confirm' }).fill('cmp-003');
  await dialog.getByRole('button', { name: 'Erase and retire' }).click();
  await expect(page.getByRole('heading', { name: 'Erase cmp-003', level: 1 })).toBeVisible();
});

test('As oskar I see what a state does not allow, by the keyboard too', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-001' });
  await page.getByRole('button', { name: 'Actions' }).focus();
  await page.keyboard.press('Enter');
  const burnIn = page.getByRole('menuitem', { name: 'Burn in' });
  await expectWhyNot(burnIn, 'cmp-001 is in the state "In use", which does not allow it.');
});

test('As oskar I light the lamp of a machine, and change its labels and its BMC', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-001' });
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Light its lamp' }).click();
  await expect(page.getByText('The lamp of cmp-001 is lit')).toBeVisible();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Change it and its BMC' }).click();
  await expect(page.getByRole('heading', { name: 'Change cmp-001', level: 1 })).toBeFocused();
  await expect(page.getByLabel('Password of the BMC')).toHaveValue('');
  await page.getByRole('textbox', { name: 'Labels' }).fill('owner=science\nshelf=b');
  await page.getByRole('textbox', { name: 'Height in rack units' }).fill('51');
  await page
    .getByRole('combobox', { name: 'The certificate of the BMC' })
    .selectOption('Is checked by a file of authorities');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('From 1 to 50.')).toBeVisible();
  await expect(page.getByText('Say where the file is.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Height in rack units' }).fill('2');
  await page.getByRole('textbox', { name: 'File of the authorities' }).fill('/etc/ssl/bmc.pem');
  await page.getByRole('textbox', { name: 'Address of its BMC' }).fill('https://10.20.1.8');
  const sent = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.getByRole('button', { name: 'Save' }).click();
  expect((await sent).postDataJSON()).toEqual({
    labels: { owner: 'science', shelf: 'b' },
    heightUnits: 2,
    bmc: { address: 'https://10.20.1.8', port: null, verifyCa: '/etc/ssl/bmc.pem' },
  });
  await expect(page.getByText('owner=science, shelf=b')).toBeVisible();
  await expect(page.getByText('https://10.20.1.8')).toBeVisible();
  await expect(page.getByText(/^Contact unknown for/)).toBeVisible();
});

test('As oskar I read the sensors of a machine', async ({ signIn }) => {
  const page = await signIn({ as: 'oskar', in: 'trouble', at: '/machines/cmp-001' });
  await page.getByRole('link', { name: 'Sensors' }).click();
  const hot = page.getByRole('table', { name: 'Temperatures' }).getByRole('row', { name: /^CPU1/ });
  await expect(hot).toContainText('89 °C');
  await expect(hot).toContainText('Warning');
});

test('As alma I find one machine among 10,000', async ({ signIn }) => {
  const page = await signIn({ as: 'alma', in: 'large', at: '/machines' });
  await expect(page.getByRole('status').filter({ hasText: '10,000 machines' })).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(150);
  await page.getByRole('textbox', { name: 'Find a machine' }).fill('node-09999');
  await expect(page.getByRole('link', { name: 'node-09999' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1 machine' })).toBeVisible();
});
