type Span = { days?: number; hours?: number; minutes?: number; seconds?: number };

/** A time before now, as the API writes it. */
export function ago({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): string {
  const span = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return new Date(Date.now() - span * 1_000).toISOString();
}

/** A time a while after another. */
export function after(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1_000).toISOString();
}
