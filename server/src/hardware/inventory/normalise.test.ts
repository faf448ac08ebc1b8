import { Inventory } from '@tuskar/contract/inventory.ts';
import { describe, expect, it } from 'vitest';
import { sampleAnswer } from '../testing/inventory.ts';
import { seededRandom } from '../testing/random.ts';
import { compareInventories } from './compare.ts';
import { normaliseInventory } from './normalise.ts';
import { fingerprint, summarise } from './summary.ts';

describe('normaliseInventory', () => {
  it('joins what the agent and our hardware manager say', () => {
    const inventory = normaliseInventory(sampleAnswer());
    expect(inventory).toMatchObject({
      manufacturer: 'Dell Inc.',
      model: 'R650',
      serial: 'SN-1',
      bootMode: 'uefi',
      memoryMebibytes: 131_072,
      unread: [],
      bmc: { address: '198.18.48.11', firmware: '6.10.30' },
    });
    expect(inventory?.disks[2]).toEqual({
      name: '/dev/sdc',
      place: 'bay 3',
      model: 'MZ7L3960',
      serial: 'SN-1-D3',
      wwn: null,
      firmware: 'JXTC104Q',
      bytes: 960_197_124_096,
      rotational: false,
      transport: 'sata',
    });
    expect(inventory?.nics[0]).toMatchObject({
      neighbour: { system: 'leaf1-a1', port: 'Eth1/1' },
      megabits: 25_000,
    });
    expect(inventory?.dimms.map(({ slot }) => slot)).toEqual(['A1', 'A2', 'B1', 'B2']);
    expect(inventory?.gpus).toMatchObject([{ place: '0000:17:00.0', model: 'NVIDIA 0x20b5' }]);
    expect(inventory?.firmware.map(({ component }) => component)).toEqual(['BIOS', 'BMC']);
  });

  it('knows the neighbour from whoever tells it', () => {
    const { inventory, plugin_data } = sampleAnswer();
    const neighbour = (answer: object) => normaliseInventory(answer)?.nics[0]?.neighbour;
    const parsed = { eno1: { switch_system_name: 'leaf2', switch_port_id: 'Eth7' } };
    expect(neighbour({ inventory, plugin_data: { ...plugin_data, parsed_lldp: parsed } })).toEqual({
      system: 'leaf2',
      port: 'Eth7',
      description: null,
    });
    const [nic] = inventory.interfaces;
    const old = { ...inventory, interfaces: [{ ...nic, lldp: plugin_data.lldp_raw.eno1 }] };
    expect(neighbour({ inventory: old })).toEqual({ system: 'leaf1-a1', port: 'Eth1/1', description: null });
    expect(neighbour({ inventory, plugin_data: { lldp_raw: { eno1: [] } } })).toBeNull();
    const odd = { ...inventory, interfaces: [{ ...nic, name: 'constructor' }] };
    expect(neighbour({ inventory: odd, plugin_data })).toBeNull();
  });

  it('makes do with the agent alone', () => {
    const inventory = normaliseInventory({ inventory: sampleAnswer().inventory });
    expect(inventory?.processors).toMatchObject([
      { socket: 'CPU0', threads: 56, cores: null },
      { socket: 'CPU1', threads: 56 },
    ]);
    expect(inventory?.dimms).toEqual([]);
    expect(inventory?.disks[0]).toMatchObject({ place: '/dev/disk/by-path/pci-0000:00:17.0-ata-1' });
  });

  it('knows a port by one name, whichever of the two udev has given', () => {
    const { inventory } = sampleAnswer();
    for (const disk of inventory.disks) disk.by_path += '.0';
    expect(normaliseInventory({ inventory })?.disks[0]?.place).toBe(
      '/dev/disk/by-path/pci-0000:00:17.0-ata-1',
    );
  });

  it('keeps a disk that only our hardware manager sees', () => {
    const answer = sampleAnswer();
    answer.inventory.disks.pop();
    expect(normaliseInventory(answer)?.disks).toHaveLength(4);
  });

  it('takes what firmware left blank for what it is: nothing', () => {
    const answer = sampleAnswer({ serial: 'To be filled by O.E.M.' });
    expect(normaliseInventory(answer)?.serial).toBeNull();
  });

  it('says which entries it could not read', () => {
    const answer = sampleAnswer();
    const { disks } = answer.inventory;
    const nameless = { ...disks[0], name: null } as unknown as (typeof disks)[number];
    answer.inventory.disks = [nameless, ...disks.slice(1, 2), ...disks.slice(1, 2)];
    expect(normaliseInventory(answer)?.unread).toEqual([
      'disk 1 of 3 does not say which it is',
      'two of disk /dev/sdb are reported',
    ]);
  });

  it.each([[undefined], [null], ['html'], [[]], [{}], [{ inventory: null }], [{ inventory: 7 }]])(
    'has no inventory of %j',
    (answer) => {
      expect(normaliseInventory(answer)).toBeUndefined();
    },
  );
});

describe('hundreds of mutilated answers', () => {
  const strange: unknown[] = [
    null,
    undefined,
    0,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e308,
    '',
    'x',
    '\0\uD800',
    '0x',
    true,
    [],
    {},
    [null],
    [[]],
    'é'.repeat(2000),
    { '': {} },
  ];

  function mutilate(value: unknown, random: () => number): unknown {
    const chance = random();
    if (chance < 0.04) return strange[Math.floor(random() * strange.length)];
    if (Array.isArray(value)) {
      const entries = value.map((entry: unknown) => mutilate(entry, random));
      return chance < 0.08 ? [...entries, ...entries] : entries;
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value)
          .filter(() => random() > 0.05)
          .map(([key, entry]) => [key, mutilate(entry, random)]),
      );
    }
    return value;
  }

  it('never crash, and what is made of them is an inventory', { timeout: 60_000 }, () => {
    const sound = normaliseInventory(sampleAnswer());
    let read = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const inventory = normaliseInventory(mutilate(sampleAnswer(), seededRandom(seed)));
      if (inventory === undefined || sound === undefined) continue;
      read += 1;
      expect(Inventory.safeParse(inventory).error, `seed ${seed}`).toBeUndefined();
      expect(summarise(inventory).memoryMebibytes).toBeGreaterThanOrEqual(0);
      expect(fingerprint(inventory)).toMatch(/^[0-9a-f]{16}$/);
      expect(compareInventories(inventory, inventory), `seed ${seed}`).toEqual([]);
      compareInventories(sound, inventory);
      compareInventories(inventory, sound);
    }
    expect(read).toBeGreaterThan(280);
  });
});

describe('fingerprint', () => {
  const print = (...options: Parameters<typeof sampleAnswer>) => {
    const inventory = normaliseInventory(sampleAnswer(...options));
    return inventory === undefined ? '' : fingerprint(inventory);
  };

  it('is the same for machines built alike, and another for others', () => {
    expect(print({ serial: 'SN-2', bios: '2.1.3', megabits: 1000 })).toBe(print());
    expect(print({ disks: [{ serial: 'a' }] })).not.toBe(print());
  });
});
