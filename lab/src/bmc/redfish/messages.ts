import type { Severity } from '../state/schema.ts';

export type Message = {
  /** %1, %2 … stand for the arguments. */
  text: string;
  severity: Severity;
  resolution: string;
  args: number;
};

const none = 'None.';

/** Those of DMTF's base registry that this BMC says (DSP0266, DSP8011), in words of our own. */
const base = {
  Success: { text: 'The request completed.', severity: 'OK', resolution: none, args: 0 },
  GeneralError: {
    text: 'An error has occurred; the extended information says which.',
    severity: 'Critical',
    resolution: 'See the extended information.',
    args: 0,
  },
  InternalError: {
    text: 'The service failed inside: %1.',
    severity: 'Critical',
    resolution: 'Send the request again; if it fails again, reset the BMC.',
    args: 1,
  },
  ServiceTemporarilyUnavailable: {
    text: 'The service is not available for now. Try again in %1 seconds.',
    severity: 'Critical',
    resolution: 'Wait as long as the message says and send the request again.',
    args: 1,
  },
  ResourceMissingAtURI: {
    text: 'There is no resource at %1.',
    severity: 'Critical',
    resolution: 'Give the address of a resource that is there.',
    args: 1,
  },
  OperationNotAllowed: {
    text: 'The method is not allowed on this resource.',
    severity: 'Critical',
    resolution: 'Use a method that the header Allow lists.',
    args: 0,
  },
  ResourceAtUriUnauthorized: {
    text: 'Access to %1 was refused: %2.',
    severity: 'Critical',
    resolution: 'Give a user name and password, or a session that is valid.',
    args: 2,
  },
  InsufficientPrivilege: {
    text: 'The account lacks the privilege for this request.',
    severity: 'Critical',
    resolution: 'Use an account that has it.',
    args: 0,
  },
  SessionLimitExceeded: {
    text: 'There are as many sessions as there can be.',
    severity: 'Critical',
    resolution: 'End a session, or wait until one expires.',
    args: 0,
  },
  MalformedJSON: {
    text: 'The body of the request is no valid JSON.',
    severity: 'Critical',
    resolution: 'Correct the body and send the request again.',
    args: 0,
  },
  UnrecognizedRequestBody: {
    text: 'The body of the request is not what this resource takes.',
    severity: 'Warning',
    resolution: 'Correct the body and send the request again.',
    args: 0,
  },
  PropertyUnknown: {
    text: 'The property %1 is not one that can be given here.',
    severity: 'Warning',
    resolution: 'Leave the property out.',
    args: 1,
  },
  PropertyNotWritable: {
    text: 'The property %1 is read-only.',
    severity: 'Warning',
    resolution: 'Leave the property out.',
    args: 1,
  },
  PropertyMissing: {
    text: 'The property %1 is required and was not given.',
    severity: 'Warning',
    resolution: 'Give the property.',
    args: 1,
  },
  PropertyValueTypeError: {
    text: 'The value %1 of the property %2 is of another type than it takes.',
    severity: 'Warning',
    resolution: 'Give a value of the right type.',
    args: 2,
  },
  PropertyValueNotInList: {
    text: 'The value %1 of the property %2 is not one of those that it takes.',
    severity: 'Warning',
    resolution: 'Choose one of the values that are allowed.',
    args: 2,
  },
  ActionParameterMissing: {
    text: 'The action %1 requires the parameter %2.',
    severity: 'Critical',
    resolution: 'Give the parameter.',
    args: 2,
  },
  ActionParameterUnknown: {
    text: 'The action %1 does not know the parameter %2.',
    severity: 'Warning',
    resolution: 'Leave the parameter out.',
    args: 2,
  },
  ActionParameterValueNotInList: {
    text: 'The value %1 of the parameter %2 of the action %3 is not one of those that it takes.',
    severity: 'Warning',
    resolution: 'Choose one of the values that are allowed.',
    args: 3,
  },
  ActionParameterValueTypeError: {
    text: 'The value %1 of the parameter %2 of the action %3 is of another type than it takes.',
    severity: 'Warning',
    resolution: 'Give a value of the right type.',
    args: 3,
  },
  PreconditionFailed: {
    text: 'The resource has changed since the ETag that was given.',
    severity: 'Critical',
    resolution: 'Read the resource again, and send the request with its ETag.',
    args: 0,
  },
  ResourceInUse: {
    text: 'The resource is in use: %1.',
    severity: 'Warning',
    resolution: 'Take away what uses it and send the request again.',
    args: 1,
  },
  ResourceAtUriInUnknownFormat: {
    text: 'What is at %1 cannot be used: %2.',
    severity: 'Critical',
    resolution: 'Give the address of an image that the BMC can read.',
    args: 2,
  },
  CouldNotEstablishConnection: {
    text: 'No connection could be made to %1: %2.',
    severity: 'Critical',
    resolution: 'Give an address that the BMC can reach.',
    args: 2,
  },
  CreateLimitReachedForResource: {
    text: 'No more of these resources can be made.',
    severity: 'Critical',
    resolution: 'Remove one first.',
    args: 0,
  },
} as const satisfies Record<string, Message>;

/** What is written into the event log and sent to subscribers. */
const lab = {
  PoweredOn: { text: 'The system was powered on.', severity: 'OK', resolution: none, args: 0 },
  PoweredOff: { text: 'The system was powered off.', severity: 'OK', resolution: none, args: 0 },
  ShutDown: { text: 'The system shut itself down.', severity: 'OK', resolution: none, args: 0 },
  Restarted: { text: 'The system was restarted.', severity: 'OK', resolution: none, args: 0 },
  Booting: { text: 'The system starts from %1.', severity: 'OK', resolution: none, args: 1 },
  LogCleared: { text: 'The event log was cleared.', severity: 'OK', resolution: none, args: 0 },
  PasswordChanged: {
    text: 'The password of the account %1 was changed.',
    severity: 'OK',
    resolution: none,
    args: 1,
  },
  MediaInserted: {
    text: 'The image %1 was put into the drive %2.',
    severity: 'OK',
    resolution: none,
    args: 2,
  },
  MediaEjected: { text: 'The drive %1 was emptied.', severity: 'OK', resolution: none, args: 1 },
  FirmwareUpdated: { text: 'The firmware of %1 is now %2.', severity: 'OK', resolution: none, args: 2 },
  TestEvent: { text: 'A test event: %1.', severity: 'OK', resolution: none, args: 1 },
  Recovered: { text: '%1 is well again.', severity: 'OK', resolution: none, args: 1 },
  PowerFailed: {
    text: 'The system could not be brought to the power state %1.',
    severity: 'Critical',
    resolution: 'Read the log of the process of the BMCs.',
    args: 1,
  },
  PowerLost: {
    text: 'The power supplies have no input.',
    severity: 'Critical',
    resolution: 'Restore mains power.',
    args: 0,
  },
  PowerSupplyFailed: {
    text: 'Power supply %1 has failed.',
    severity: 'Critical',
    resolution: 'Replace the power supply.',
    args: 1,
  },
  FanFailed: { text: 'Fan %1 has failed.', severity: 'Critical', resolution: 'Replace the fan.', args: 1 },
  TemperatureCritical: {
    text: 'The temperature of %1 is over its critical threshold.',
    severity: 'Critical',
    resolution: 'Check air flow and cooling.',
    args: 1,
  },
  MemoryErrors: {
    text: 'DIMM %1 has corrected more errors than it should.',
    severity: 'Warning',
    resolution: 'Replace the DIMM at the next opportunity.',
    args: 1,
  },
  MemoryMissing: {
    text: 'DIMM %1 is configured and was not found.',
    severity: 'Critical',
    resolution: 'Reseat or replace the DIMM.',
    args: 1,
  },
  DriveFailed: {
    text: 'Drive %1 has failed.',
    severity: 'Critical',
    resolution: 'Replace the drive.',
    args: 1,
  },
  DriveMissing: { text: 'Drive %1 is gone.', severity: 'Critical', resolution: 'Reseat the drive.', args: 1 },
  NicMissing: {
    text: 'Network interface %1 is gone.',
    severity: 'Critical',
    resolution: 'Reseat or replace the adapter.',
    args: 1,
  },
  PartChanged: {
    text: 'Part %1 is another one than before.',
    severity: 'Warning',
    resolution: none,
    args: 1,
  },
} as const satisfies Record<string, Message>;

export type BaseMessage = keyof typeof base;
export type LabMessage = keyof typeof lab;

export type Registry = { id: string; prefix: string; version: string; messages: Record<string, Message> };

export const registries: readonly [Registry, Registry] = [
  { id: 'Base.1.18', prefix: 'Base', version: '1.18.0', messages: base },
  { id: 'TuskarLab.1.0', prefix: 'TuskarLab', version: '1.0.0', messages: lab },
];

export const baseMessage = (key: BaseMessage, args: readonly string[]) =>
  say(registries[0], key, base[key], args);
export const labMessage = (key: LabMessage, args: readonly string[]) =>
  say(registries[1], key, lab[key], args);
export const isLabMessage = (key: string): key is LabMessage => Object.hasOwn(lab, key);

function say(registry: Registry, key: string, message: Message, args: readonly string[]) {
  return {
    MessageId: `${registry.id}.${key}`,
    Message: message.text.replace(/%(\d)/g, (_, number: string) => args[Number(number) - 1] ?? ''),
    MessageArgs: [...args],
    MessageSeverity: message.severity,
    Severity: message.severity,
    Resolution: message.resolution,
  };
}
