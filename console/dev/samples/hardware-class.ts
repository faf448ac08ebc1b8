import type { ClassProposal, Deviation, HardwareClass } from '@tuskar/contract/hardware-class.ts';
import { ago } from './time.ts';

const slots = ['A', 'B'].flatMap((channel) =>
  Array.from({ length: 8 }, (_, index) => `${channel}${index + 1}`),
);

export function sampleClass(change: Partial<HardwareClass> = {}): HardwareClass {
  return {
    name: 'compute-r650',
    description: 'Delivery of spring 2026, for nova-compute',
    priority: 100,
    rules: {
      manufacturer: 'Dell*',
      model: 'PowerEdge R650',
      processors: 2,
      memoryMebibytes: { atLeast: 393_216 },
    },
    requirements: {
      parts: [
        { kind: 'dimm', count: 16, model: 'M393A4K40EB3-CWE', mebibytes: 32_768, slots },
        { kind: 'disk', count: 4, bytes: 3_840_755_982_336, firmware: 'GDC5602Q' },
        { kind: 'nic', count: 4 },
      ],
      firmware: [{ component: 'BIOS', version: '1.15.0' }],
      limits: [
        { metric: 'write-throughput', atLeast: 1500 },
        { metric: 'temperature', atMost: 85 },
      ],
    },
    members: 4,
    deviating: 2,
    createdAt: ago({ days: 12 }),
    updatedAt: ago({ days: 3 }),
    ...change,
  };
}

export function sampleDeviations(): Deviation[] {
  return [
    {
      machine: 'cmp-001',
      kind: 'missing',
      part: 'dimm',
      place: 'B2',
      expected: '16',
      actual: '15',
      title: '1 of 16 DIMMs missing: slot B2',
    },
    {
      machine: 'cmp-004',
      kind: 'firmware',
      part: null,
      place: null,
      expected: '1.15.0',
      actual: '1.13.2',
      title: 'firmware of the BIOS is 1.13.2, must be 1.15.0',
    },
  ];
}

export function sampleProposal(): ClassProposal {
  return {
    name: 'supermicro-ssg-640sp',
    machines: ['sto-101', 'sto-102', 'sto-103'],
    rules: { manufacturer: 'Supermicro', model: 'SSG-640SP-E1CR60', processors: 2 },
    requirements: {
      parts: [
        { kind: 'disk', count: 60, model: 'ST20000NM002C' },
        { kind: 'dimm', count: 8, mebibytes: 32_768 },
      ],
      firmware: [],
      limits: [],
    },
  };
}
