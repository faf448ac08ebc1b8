/** The outside world of the command line; tests give their own. Data goes to `out`, talk to `talk`. */
export type Io = {
  /** Standard output: data only. */
  out: (text: string) => void;
  /** Standard error: progress, questions, errors. */
  talk: (text: string) => void;
  /** Whether standard error is a terminal that can redraw. */
  live: boolean;
  /** Whether a person is there to answer a question. */
  interactive: boolean;
  readInput: () => Promise<string>;
  ask: (question: string) => Promise<string>;
  askSecret: (question: string) => Promise<string>;
  env: Record<string, string | undefined>;
  columns: number;
  cwd: string;
};
