import { type BaseMessage, baseMessage } from './messages.ts';

export type Detail = { message: BaseMessage; args?: string[]; properties?: string[] };

/** What a request is refused with; becomes a Redfish error body (DSP0266, "Error responses"). */
export class RedfishError extends Error {
  readonly status: number;
  readonly details: Detail[];
  readonly headers: Record<string, string>;

  constructor(status: number, details: Detail | Detail[], headers: Record<string, string> = {}) {
    const all = Array.isArray(details) ? details : [details];
    super(all.map(({ message }) => message).join(', '));
    this.name = 'RedfishError';
    this.status = status;
    this.details = all;
    this.headers = headers;
  }

  get body(): object {
    const information = this.details.map(({ message, args = [], properties }) => ({
      '@odata.type': '#Message.v1_2_1.Message',
      ...baseMessage(message, args),
      ...(properties && { RelatedProperties: properties.map((name) => `#/${name}`) }),
    }));
    const [first] = information;
    const general = information.length > 1 || first === undefined;
    const { MessageId, Message } = general ? baseMessage('GeneralError', []) : first;
    return { error: { code: MessageId, message: Message, '@Message.ExtendedInfo': information } };
  }
}

export const notFound = (path: string): RedfishError =>
  new RedfishError(404, { message: 'ResourceMissingAtURI', args: [path] });

export const unavailable = (seconds: number): RedfishError =>
  new RedfishError(
    503,
    { message: 'ServiceTemporarilyUnavailable', args: [String(seconds)] },
    { 'retry-after': String(seconds) },
  );
