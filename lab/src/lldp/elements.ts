/** What a switch says of itself on one of its ports. */
export type Announcement = {
  /** That the switch is known by, in hexadecimal, with colons or without. */
  mac: string;
  system: string;
  port: string;
  portDescription: string;
  systemDescription?: string;
  /** IPv4, of the switch itself. */
  address?: string | undefined;
  /** Bytes of a frame's content. */
  mtu?: number;
};

/** Type and content, in the order of a frame (IEEE 802.1AB, 8.4). */
export type Element = [type: number, content: Buffer];

const secondsToLive = 120;

export function elementsOf(announcement: Announcement): Element[] {
  const { mac, system, port, portDescription, systemDescription, address, mtu } = announcement;
  return [
    // A MAC address.
    [1, Buffer.from([4, ...macBytes(mac)])],
    // The name of an interface.
    [2, Buffer.from(`\u0005${port}`)],
    [3, Buffer.from([0, secondsToLive])],
    [4, Buffer.from(portDescription)],
    [5, Buffer.from(system)],
    ...optional(systemDescription, (text): Element => [6, Buffer.from(text)]),
    ...optional(address, managementAddress),
    ...optional(mtu, maximumFrameSize),
    [0, Buffer.alloc(0)],
  ];
}

export const macBytes = (mac: string): Buffer => Buffer.from(mac.replaceAll(':', ''), 'hex');

const optional = <T>(value: T | undefined, make: (value: T) => Element): Element[] =>
  value === undefined ? [] : [make(value)];

/** Of an interface whose number is not said, and without an object identifier. */
const managementAddress = (address: string): Element => [
  8,
  Buffer.from([5, 1, ...address.split('.').map(Number), 1, 0, 0, 0, 0, 0]),
];

/** IEEE 802.3, 79.3.4; with the header and the check sum of Ethernet. */
function maximumFrameSize(mtu: number): Element {
  const content = Buffer.from([0x00, 0x12, 0x0f, 4, 0, 0]);
  content.writeUInt16BE(mtu + 18, 4);
  return [127, content];
}
