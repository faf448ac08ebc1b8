import type { Bmc } from '../bmc.ts';
import type { Session } from '../sessions.ts';

export type Call = {
  bmc: Bmc;
  path: string;
  /** What stands in the path in place of `{name}`. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** Undefined where there was none. */
  body: unknown;
  /** Null for a caller with user name and password, or a route that is open. */
  session: Session | null;
  /** Address of the caller. */
  from: string;
};

export type Reply = { status: number; body?: object; headers?: Record<string, string> };

/** What a GET answers where it is no JSON. */
export class TextDocument {
  readonly type: string;
  readonly text: string;

  constructor(type: string, text: string) {
    this.type = type;
    this.text = text;
  }
}

/** A resource's address with what can be done there. `{system}`, `{manager}` and `{chassis}` are the machine's own. */
export type Route = {
  path: string;
  /** Needs no credentials, as DSP0266 asks of it. */
  open?: readonly ('GET' | 'POST')[];
  /** Undefined: there is no such resource on this machine. */
  GET?: (call: Call) => object | undefined;
  POST?: (call: Call) => Reply | Promise<Reply>;
  PATCH?: (call: Call) => Reply | Promise<Reply>;
  DELETE?: (call: Call) => Reply;
};

export const done: Reply = { status: 204 };
