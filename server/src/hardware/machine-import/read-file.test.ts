import { describe, expect, it } from 'vitest';
import { nameOf } from './found-machine.ts';
import { placeOf } from './place.ts';
import { createProblems, sentenceOf } from './problems.ts';
import { readFile } from './read-file.ts';

function read(file: string, content: unknown) {
  const problems = createProblems(file);
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const { format, machines } = readFile({ file, content: text }, problems);
  return {
    format,
    machines,
    problems: problems.found.map(sentenceOf),
    ignored: problems.ignored.map(sentenceOf),
  };
}

const redfish = {
  pm_type: 'redfish',
  pm_addr: 'https://198.18.48.11',
  pm_system_id: '/redfish/v1/Systems/1',
  pm_user: 'admin',
  pm_password: 'secret',
};

describe('an instackenv file', () => {
  it('is read in its newest form, with ports, a name and a place', () => {
    const node = {
      ...redfish,
      name: 'Compute_01.dc1',
      uuid: 'A3B1C2D4-0000-4000-8000-000000000001',
      ports: [
        { address: 'AA-BB-CC-00-00-01', physical_network: 'ctlplane' },
        { address: 'aa:bb:cc:00:00:02' },
      ],
      capabilities: 'profile:compute,boot_mode:uefi',
      resource_class: 'baremetal',
      cpu: '64',
      memory: 262144,
      disk: 480,
      arch: 'x86_64',
      redfish_verify_ca: 'False',
      root_device: { serial: 'S1' },
      _comment: 'DC1 / R1 / U10',
    };
    const { format, machines, problems, ignored } = read('nodes.json', { nodes: [node] });
    expect([format, problems]).toEqual(['instackenv', []]);
    expect(ignored).toEqual([
      'nodes.json, nodes[0], root_device: is not kept: set it in the bare-metal service',
    ]);
    expect(machines).toMatchObject([
      {
        uuid: 'a3b1c2d4-0000-4000-8000-000000000001',
        bmc: {
          protocol: 'redfish',
          systemId: '/redfish/v1/Systems/1',
          user: 'admin',
          password: 'secret',
          verifyCa: false,
        },
        macs: ['aa:bb:cc:00:00:01', 'aa:bb:cc:00:00:02'],
        labels: { profile: 'compute', 'resource-class': 'baremetal', arch: 'x86_64' },
        note: 'DC1 / R1 / U10',
      },
    ]);
    expect(machines.map(nameOf)).toEqual(['compute-01-dc1']);
  });

  it('is read as a bare list, in YAML, and with the drivers and MAC lists of older ones', () => {
    const yaml = `
# our lab
- pm_type: pxe_ipmitool
  pm_addr: 198.18.48.12
  pm_port: "6230"
  mac:
    - "AA:BB:CC:00:00:03"
- {pm_type: pxe_drac, pm_addr: 198.18.48.13, pm_user: root, pm_password: 1234, mac: ["aa:bb:cc:00:00:04"]}
- {pm_type: fake_pxe, mac: ["aa:bb:cc:00:00:05"]}
`;
    const { format, machines, problems } = read('instackenv.yml', yaml);
    expect([format, problems]).toEqual(['instackenv', []]);
    expect(machines.map(({ bmc }) => bmc)).toMatchObject([
      { protocol: 'ipmi', address: '198.18.48.12', port: 6230 },
      { protocol: 'idrac', address: '198.18.48.13', user: 'root', password: '1234' },
      { protocol: 'manual' },
    ]);
    expect(machines.map(nameOf)).toEqual(['node-aabbcc000003', 'node-aabbcc000004', 'node-aabbcc000005']);
  });

  it('says all that is wrong with it at once', () => {
    const { machines, problems } = read('nodes.json', {
      nodes: [
        { pm_type: 'rsh', pm_addr: 'b1' },
        { pm_addr: 'b2' },
        { pm_type: 'ipmi', pm_port: 'http', mac: ['zz:00'] },
        { ...redfish, pm_system_id: '' },
        'node',
        { ...redfish, uuid: '17', ports: [{}], capabilities: 'profile' },
        { ...redfish, pm_port: 70_000, cpu: 'many' },
      ],
    });
    expect(problems).toEqual([
      'nodes.json, nodes[4]: is no object',
      "nodes.json, nodes[0], pm_type: 'rsh' is not known; it is one of ipmi, redfish, idrac, ilo, irmc, xclarity, manual-management",
      'nodes.json, nodes[1], pm_type: is missing; it is one of ipmi, redfish, idrac, ilo, irmc, xclarity, manual-management',
      'nodes.json, nodes[2], pm_addr: is missing',
      'nodes.json, nodes[2], pm_port: \'"http"\' is no whole number',
      "nodes.json, nodes[2], mac[0]: 'zz:00' is no MAC address",
      'nodes.json, nodes[5], ports[0].address: is missing',
      "nodes.json, nodes[5], uuid: '17' is no UUID",
      "nodes.json, nodes[5], capabilities: is neither an object nor of the form 'key:value,key:value'",
      'nodes.json, nodes[6], pm_port: 70000 is not between 1 and 65535',
      'nodes.json, nodes[6], cpu: \'"many"\' is no whole number',
    ]);
    expect(machines).toHaveLength(3);
  });
});

describe('a CSV file', () => {
  it('is read without a header', () => {
    const { format, machines, problems } = read(
      'nodes.csv',
      '# type,address,user,password,mac\r\npxe_ipmitool,198.18.48.21,admin,"pass,word""s",aa:bb:cc:00:00:06\n\nipmi,198.18.48.22,admin,x,aa:bb:cc:00:00:07,6231\n',
    );
    expect([format, problems]).toEqual(['instackenv-csv', []]);
    expect(machines).toMatchObject([
      {
        item: 'line 2',
        bmc: { address: '198.18.48.21', password: 'pass,word"s' },
        macs: ['aa:bb:cc:00:00:06'],
      },
      { item: 'line 4', bmc: { address: '198.18.48.22', port: 6231 } },
    ]);
  });

  it('is read in the older form, with a header', () => {
    const { format, machines, problems } = read(
      'nodes.csv',
      'driver,address,user,password,macs,arch,cpus,mem,disk\n' +
        'pxe_ipmitool,198.18.48.23,admin,secret,aa:bb:cc:00:00:08 aa:bb:cc:00:00:09,x86_64,16,65536,480\n',
    );
    expect([format, problems]).toEqual(['instackenv-csv-headed', []]);
    expect(machines).toMatchObject([
      {
        bmc: { password: 'secret' },
        macs: ['aa:bb:cc:00:00:08', 'aa:bb:cc:00:00:09'],
        labels: { arch: 'x86_64' },
      },
    ]);
  });

  it('is read with a header of the words that are used here', () => {
    const { machines, problems, ignored } = read(
      'nodes.csv',
      'name,bmc_protocol,bmc_address,bmc_port,bmc_user,bmc_password,rack\nn1,redfish,198.18.48.28,8443,admin,x,r1\n',
    );
    expect(problems).toEqual([]);
    expect(ignored).toEqual([
      "nodes.csv, line 1, rack: is not kept: where machines stand is imported by 'tuskar rack import'",
    ]);
    expect(machines).toMatchObject([
      { name: 'n1', bmc: { protocol: 'redfish', address: '198.18.48.28', port: 8443, password: 'x' } },
    ]);
  });

  it.each([
    [',', ''],
    [';', '\uFEFF'],
    ['\t', '\uFEFF# from a spreadsheet\r\n\r\n'],
  ])('is read with a header of the newer names, separated by %j', (separator, before) => {
    const lines = [
      ['PM_Type', 'pm_addr', 'pm_user', 'pm_password', 'mac', 'pm_system_id', 'name', 'serial', '_comment'],
      [
        'redfish',
        '198.18.48.26',
        'admin',
        '" pass;wo,rd "',
        'aa:bb:cc:00:00:10',
        '/redfish/v1/Systems/1',
        'n1',
        'S1',
      ],
      [
        'ipmi',
        '198.18.48.27',
        '',
        '',
        '"aa:bb:cc:00:00:11, aa:bb:cc:00:00:12"',
        '',
        'n2',
        'S2',
        '"R1\r\nU10"',
        '',
      ],
      ['', '', '', '', '', '', '', '', ''],
    ];
    const content = before + lines.map((line) => line.join(separator)).join('\r\n');
    const { format, machines, problems, ignored } = read('nodes.csv', `${content}\r\n\r\n  \r\n`);
    const from = before.includes('#') ? 3 : 1;
    expect([format, problems]).toEqual(['instackenv-csv-headed', []]);
    expect(ignored).toEqual([
      `nodes.csv, line ${from}, serial: is not kept: set it in the bare-metal service`,
    ]);
    expect(machines).toMatchObject([
      {
        item: `line ${from + 1}`,
        name: 'n1',
        bmc: { password: ' pass;wo,rd ' },
        macs: ['aa:bb:cc:00:00:10'],
      },
      {
        item: `line ${from + 2}`,
        name: 'n2',
        bmc: { protocol: 'ipmi', address: '198.18.48.27' },
        macs: ['aa:bb:cc:00:00:11', 'aa:bb:cc:00:00:12'],
        note: 'R1\nU10',
      },
    ]);
    expect(machines).toHaveLength(2);
  });

  it('takes a row for data whose user and password happen to be names of columns, one of them', () => {
    expect(read('nodes.csv', 'ipmi,198.18.48.24,driver,x,aa:bb:cc:00:00:13').format).toBe('instackenv-csv');
  });

  it.each([
    [
      'pm_addr,pm_user\n198.18.48.1,admin',
      [
        'line 1, pm_type: is named by no column; known are pm_type, pm_addr, pm_user, pm_password, pm_port, pm_system_id, mac, name, uuid and _comment',
      ],
    ],
    [
      'hostname,provider,ip,rack unit\nn1,redfish,198.18.48.1,7',
      [
        'line 1, pm_type: is named by no column; known are pm_type, pm_addr, pm_user, pm_password, pm_port, pm_system_id, mac, name, uuid and _comment',
      ],
    ],
    ['pm_type,pm_addr\n', ['line 1: names the columns, and no machine follows']],
    ['pm_type,pm_addr,address\nipmi,198.18.48.1,198.18.48.1', ['line 1, pm_addr: is named by two columns']],
    ['pm_type,pm_addr\nipmi,198.18.48.1,surplus', ['line 2: has 3 columns, the line that names them 2']],
    ['pm_type,pm_addr\nipmi\n', ['line 2, pm_addr: is missing']],
    ['\nipmi,198.18.48.1,admin,"open,aa:bb\nipmi,x', ['line 2: has a quote that is never closed']],
    [
      'pm_type,pm_addr,pm_password\nipmi,198.18.48.1,"pass"word"\n',
      ['line 2: has text behind a closing quote: write a quote within quotes twice'],
    ],
    ['# nothing\n', ['has no line that is not empty or a comment']],
    [
      'a,b,c,d,e,f,7\n',
      [
        'line 1: has 7 columns, not pm_type,pm_addr,pm_user,pm_password,mac[,pm_port]; other columns need a first line with their names',
        "line 1, pm_type: 'a' is not known; it is one of ipmi, redfish, idrac, ilo, irmc, xclarity, manual-management",
        'line 1, pm_port: \'"f"\' is no whole number',
        "line 1, mac[0]: 'e' is no MAC address",
      ],
    ],
  ])('of %j says what is wrong', (content, wrong) => {
    const { problems } = read('nodes.csv', content);
    expect(problems).toEqual(
      wrong.map((one) => (one.startsWith('has') ? `nodes.csv: ${one}` : `nodes.csv, ${one}`)),
    );
  });

  it('says which lines are wrong', () => {
    expect(read('nodes.csv', 'ipmi,198.18.48.24\nipmi,198.18.48.25,a,b,nonsense\n').problems).toEqual([
      'nodes.csv, line 1: has 2 columns, not pm_type,pm_addr,pm_user,pm_password,mac[,pm_port]; other columns need a first line with their names',
      "nodes.csv, line 2, mac[0]: 'nonsense' is no MAC address",
    ]);
  });
});

describe('a file of openstack baremetal create', () => {
  it('is read with nodes in chassis, ports in groups, and traits', () => {
    const yaml = `
chassis:
  - description: Rack A - Unit 22/24
    nodes:
      - name: a1
        driver: redfish
        driver_info: {redfish_address: "https://198.18.48.31", redfish_username: admin, redfish_password: x, redfish_verify_ca: true}
        properties: {capabilities: "profile:control"}
        traits: [CUSTOM_GPU]
        resource_class: big
        ports: [{address: "aa:bb:cc:00:01:01"}]
        portgroups: [{name: bond0, ports: [{address: "aa:bb:cc:00:01:02"}]}]
nodes:
  - driver: ipmi
    driver_info: {ipmi_address: 198.18.48.32, ipmi_port: 6232}
`;
    const { format, machines, problems } = read('nodes.yaml', yaml);
    expect([format, problems]).toEqual(['baremetal-create', []]);
    expect(machines).toMatchObject([
      { item: 'nodes[0]', bmc: { protocol: 'ipmi', address: '198.18.48.32', port: 6232 }, note: null },
      {
        item: 'chassis[0].nodes[0]',
        name: 'a1',
        bmc: { protocol: 'redfish', verifyCa: true },
        macs: ['aa:bb:cc:00:01:01', 'aa:bb:cc:00:01:02'],
        labels: { profile: 'control', traits: 'CUSTOM_GPU', 'resource-class': 'big' },
        note: 'Rack A - Unit 22/24',
      },
    ]);
  });

  it('says what is wrong with it', () => {
    const file = { racks: [], nodes: [{ driver: 'pxe_ssh' }, { driver: 'redfish', driver_info: {} }, 7] };
    expect(read('nodes.json', file).problems).toEqual([
      "nodes.json, racks: is not known: the file has only 'chassis' and 'nodes'",
      "nodes.json, nodes[0], driver: 'pxe_ssh' is not known; it is one of redfish, ipmi, idrac, ilo, ilo5, irmc, xclarity, manual-management, fake-hardware",
      'nodes.json, nodes[1].driver_info, redfish_address: is missing',
      'nodes.json, nodes[2]: is no object',
    ]);
  });
});

describe('a file of another encoding', () => {
  const csv = 'pm_type,pm_addr,pm_password\nipmi,198.18.48.1,pässwörd\n';

  it.each(['nodes.csv', 'nodes.json', 'nodes.yaml'])('is no %s: no password of it is guessed', (file) => {
    const latin1 = new TextDecoder().decode(Buffer.from(csv, 'latin1'));
    expect(read(file, latin1)).toMatchObject({
      machines: [],
      problems: [`${file}, line 2: has bytes that are no UTF-8: save the file as UTF-8`],
    });
    const utf16 = new TextDecoder().decode(Buffer.from(`\uFEFF${csv}`, 'utf16le'));
    expect(read(file, utf16)).toMatchObject({
      machines: [],
      problems: [`${file}: is UTF-16 or no text at all: save the file as UTF-8`],
    });
  });
});

describe('a password', () => {
  const passwords = (file: string, content: string) =>
    read(file, content).machines.map(({ bmc }) => bmc.password);

  it('is what is written in YAML, also where it looks like a number', () => {
    const yaml = ['0123', '1e5', '1_000', '12345678901234567890', '" x "', '0x1F', 'true', '007.50'].map(
      (password) => `- {pm_type: ipmi, pm_addr: 198.18.48.1, pm_password: ${password}}`,
    );
    expect(passwords('nodes.yaml', yaml.join('\n'))).toEqual([
      '0123',
      '1e5',
      '1_000',
      '12345678901234567890',
      ' x ',
      '0x1F',
      'true',
      '007.50',
    ]);
    expect(passwords('nodes.yaml', `[${yaml.map((one) => one.slice(2)).join(', ')}]`)).toContain('0123');
  });

  it('is refused in JSON where it is a number that has lost its last digits', () => {
    const { problems } = read(
      'nodes.json',
      '[{"pm_type":"ipmi","pm_addr":"b","pm_password":12345678901234567890}]',
    );
    expect(problems).toEqual([
      'nodes.json, nodes[0], pm_password: is a number too large to be kept: put it in quotes',
    ]);
  });
});

describe('a file that is too much', () => {
  it('in YAML is refused, and read in JSON', () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => ({
      ...redfish,
      pm_addr: `https://bmc-${index}`,
    }));
    expect(read('nodes.json', { nodes })).toMatchObject({ problems: [], machines: { length: 20_000 } });
    const yaml = `- {pm_type: ipmi, pm_addr: b1}\n${'#'.repeat(1_100_000)}`;
    expect(read('nodes.yaml', yaml).problems).toEqual([
      'nodes.yaml: is more than 1 MiB of YAML: make it JSON, or several files',
    ]);
    expect(read('nodes.json', `{"nodes": [${'x'.repeat(2_000_000)}`).problems[0]).toContain('is no JSON');
  });

  it.each([
    ['[*a]: nested without end', '['.repeat(50_000)],
    [
      'names for names',
      'a: &a [1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]',
    ],
  ])('%s is a problem, not a fault', (_, content) => {
    expect(read('nodes.yaml', content).problems).not.toEqual([]);
  });
});

describe('another file', () => {
  it.each([
    ['', 'the file is empty'],
    ['{"nodes": [', 'is no JSON'],
    ['a: [1\nb: 2', 'is no YAML'],
    ['just words', 'is not known'],
    ['{"name": "x"}', 'nodes: is missing'],
    ['{"nodes": 7}', 'nodes: is no list'],
    ['{"nodes": []}', 'nodes: is empty'],
    ['- name: Compute\n  count: 3\n', 'overcloud-baremetal-deploy'],
    ['- name: Controller\n  CountDefault: 1\n', 'roles_data'],
  ])('of %j is none: %s', (content, reason) => {
    const { machines, problems } = read('nodes.yaml', content);
    expect(machines).toEqual([]);
    expect(problems.join('\n')).toContain(reason);
  });
});

describe('a place that people wrote', () => {
  it.each([
    ['DC1 / R1 / U10', { site: 'DC1', rack: 'R1', unit: 10 }],
    ['Rack A - Unit 22/24', { site: null, rack: 'A', unit: 22 }],
    ['rack12 u07', { site: null, rack: '12', unit: 7 }],
    ['Berlin, Rack B-04, RU 3', { site: 'Berlin', rack: 'B-04', unit: 3 }],
    ['DC2 / R7', { site: 'DC2', rack: 'R7', unit: null }],
    ['bought in 2019', null],
    [null, null],
  ])('in %j is %j', (text, place) => {
    expect(placeOf(text)).toEqual(place);
  });
});
