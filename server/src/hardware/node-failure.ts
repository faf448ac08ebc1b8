import { TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import type { MachineFailure } from '@tuskar/contract/machine.ts';
import type { NodeGlance, ProvisionVerb } from './bare-metal.ts';

/** What the text of a failure says, where it says it. Ironic itself keeps nothing else of a step that failed. */
export type FailureText = {
  step: string | null;
  command: string | null;
  output: string | null;
  part: string | null;
};

const outputLines = 20;

/** Ironic writes errors of its agent as Python does: with quotes, and with `\n` for a new line. */
function unescape(text: string): string {
  return text
    .replaceAll('\\\\', '\\')
    .replaceAll(/\\r?\\n|\\n/g, '\n')
    .replaceAll("\\'", "'")
    .replaceAll('\\t', '\t');
}

/** The step, command, last lines of output and part that a text of Ironic names. */
export function readFailure(text: string): FailureText {
  const plain = unescape(unescape(text));
  return { step: stepOf(plain), command: commandOf(plain), output: outputOf(plain), part: partOf(plain) };
}

function stepOf(text: string): string | null {
  const asDictionary = /step \{([^}]*'step': '[^']+'[^}]*)\}|Failed on step \{([^}]+)\}/.exec(text);
  const body = asDictionary?.[1] ?? asDictionary?.[2];
  if (body !== undefined) {
    const name = /'step': '([^']+)'/.exec(body)?.[1];
    const where = /'interface': '([^']+)'/.exec(body)?.[1];
    if (name !== undefined) return where === undefined ? name : `${where}.${name}`;
  }
  return /(?:clean|deploy|service)[_ ]step:? '?([a-z][a-z0-9_]+(?:\.[a-z0-9_]+)?)'?/.exec(text)?.[1] ?? null;
}

function commandOf(text: string): string | null {
  return /^Command: (.+)$/m.exec(text)?.[1]?.trim() ?? null;
}

function outputOf(text: string): string | null {
  const code = /^Exit code: (\S+)/m.exec(text)?.[1];
  const stdout = /^Stdout: ['"]?([\s\S]*?)['"]?(?=\nStderr:|$(?![\s\S]))/m.exec(text)?.[1];
  const stderr = /^Stderr: ['"]?([\s\S]*?)['"]?[.}\s'"]*$(?![\s\S])/m.exec(text)?.[1];
  const command = commandOf(text);
  const lines = [
    ...(command === null ? [] : [`$ ${command}`]),
    ...[stdout, stderr]
      .flatMap((one) => (one === undefined ? [] : one.trim().split('\n')))
      .slice(-outputLines),
    ...(code === undefined ? [] : [`exit code ${code}`]),
  ].filter((line) => line !== '');
  return lines.length === 0 ? null : lines.join('\n');
}

const parts: { seen: RegExp; name: (match: RegExpExecArray) => string }[] = [
  // What our own hardware manager writes.
  { seen: /^Part: (.+)$/m, name: (match) => match[1]?.trim() ?? '' },
  { seen: /\bDIMM[ _]?([A-Z]?\d+)\b/, name: (match) => `DIMM ${match[1]}` },
  { seen: /(\/dev\/(?:sd[a-z]+|vd[a-z]+|nvme\d+n\d+|mmcblk\d+))/, name: (match) => `disk ${match[1]}` },
  { seen: /\b(?:interface|NIC|port) ((?:eth|ens|eno|enp)[a-z0-9]+)\b/, name: (match) => `NIC ${match[1]}` },
];

function partOf(text: string): string | null {
  for (const { seen, name } of parts) {
    const match = seen.exec(text);
    if (match !== null) return name(match);
  }
  return null;
}

type Kind = {
  seen: RegExp;
  code: ErrorCode;
  /** Where more is known than the error's own remedy says. */
  remedy?: string;
};

/** "Try again", "look at the BMC" and "this machine is bad" are different answers; Ironic tells them apart in words only. */
const kinds: Kind[] = [
  {
    seen: /can't be resumed by conductor|no longer (alive|running)|conductor.* (went|is) (offline|gone)|takeover/i,
    code: 'node-work-interrupted',
  },
  {
    seen: /By request, the .* (was|operation was) aborted|aborted by (the )?(user|operator)|operation .*was aborted/i,
    code: 'node-work-aborted',
  },
  {
    seen: /Timeout reached|timed? ?out (while|waiting).*(callback|ramdisk|agent|inspect)|ramdisk .*(not|isn't) running|No (new )?heartbeat/i,
    code: 'node-agent-silent',
  },
  // What the starter of our own Ironic writes.
  { seen: /^The machine restarted during the /, code: 'node-restarted' },
  // What a BMC that does as it is told is asked for in vain.
  { seen: /Failed to set node power state/, code: 'node-power-failed' },
  {
    seen: /returned code 401|AccessError|authenticat/i,
    code: 'node-bmc-failed',
    remedy:
      'Correct the user and password of the BMC with: tuskar machine update <name> --user <user> --password; then begin the work again.',
  },
  {
    seen: /power state|Redfish exception|redfish|IPMI|BMC|management interface|virtual media|set boot device/i,
    code: 'node-bmc-failed',
  },
];

type Seen = Pick<NodeGlance, 'lastError' | 'fault'>;

/** Which of our errors a failure of a node is. */
export function failureCode(node: Seen): ErrorCode {
  return kindOf(node).code;
}

function kindOf({ lastError, fault }: Seen): Omit<Kind, 'seen'> {
  const text = lastError ?? '';
  // A step that ran on the machine has failed there, whatever words its output has.
  const { command } = readFailure(text);
  if (command !== null || /Agent returned error/.test(text)) return { code: 'node-work-failed' };
  const kind = kinds.find(({ seen }) => seen.test(text));
  return kind ?? { code: fault === 'power failure' ? 'node-bmc-failed' : 'node-work-failed' };
}

/** The error that a step ends with when the work on a node has failed; `machineFailureOf` reads it again. */
export function nodeFailure(node: NodeGlance, verb: ProvisionVerb): TuskarError {
  const text = node.lastError ?? node.maintenanceReason ?? '';
  const { step, output, part } = readFailure(text);
  const what = step === null ? `'${verb}'` : `the step ${step}`;
  const { code, remedy } = kindOf(node);
  return new TuskarError(code, `${what} failed: ${summary(text) || node.provisionState}`, {
    ...(remedy === undefined ? {} : { remedy }),
    context: { node: node.id, provisionState: node.provisionState, verb, step, output, part },
  });
}

const summaryLength = 300;

/** The first sentence that says something: the rest is in the output. */
function summary(text: string): string {
  const plain = unescape(unescape(text));
  const details = /'details': ["']([^\n]+)/.exec(plain)?.[1] ?? plain;
  const line = details.split('\n')[0]?.trim() ?? '';
  return line.length > summaryLength ? `${line.slice(0, summaryLength)}…` : line;
}

/** An error of a step as the machine keeps it. */
export function machineFailureOf(error: TuskarError, at = new Date()): MachineFailure {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    code: error.code,
    message: error.message,
    remedy: error.remedy,
    step: text(error.context.step),
    output: text(error.context.output),
    part: text(error.context.part),
    at: at.toISOString(),
  };
}
