import { randomBytes } from 'node:crypto';

export type Session = {
  id: string;
  user: string;
  token: string;
  usedAt: number;
  createdAt: number;
  from: string;
};

/** As real BMCs allow at once. */
export const mostSessions = 16;

/** Sessions live in the process alone: a BMC that was reset has none, as in life. */
export class Sessions {
  /** Seconds without a request after which a session ends. */
  timeoutSeconds = 1800;
  #sessions: Session[] | null = null;
  #last = 0;

  list(): readonly Session[] {
    const oldest = Date.now() - this.timeoutSeconds * 1000;
    this.#sessions = this.#sessions?.filter(({ usedAt }) => usedAt >= oldest) ?? null;
    return this.#sessions ?? [];
  }

  /** Undefined where there are as many as there can be. */
  open(user: string, from: string): Session | undefined {
    if (this.list().length >= mostSessions) return undefined;
    this.#last += 1;
    const now = Date.now();
    const session = {
      id: String(this.#last),
      user,
      token: randomBytes(16).toString('hex'),
      usedAt: now,
      createdAt: now,
      from,
    };
    this.#sessions = [...this.list(), session];
    return session;
  }

  use(token: string): Session | undefined {
    const session = this.list().find((one) => one.token === token);
    if (session) session.usedAt = Date.now();
    return session;
  }

  close(id: string): boolean {
    const before = this.list().length;
    this.#sessions = this.list().filter((session) => session.id !== id);
    return this.#sessions.length < before;
  }

  closeAll(): void {
    this.#sessions = null;
  }
}
