import type { VerificationCheck } from '@tuskar/contract/cloud.ts';

const states: Record<string, VerificationCheck['state']> = {
  ok: 'passed',
  FAILED: 'failed',
  SKIPPED: 'skipped',
};

/** '{0} tempest.api.x.Test.test_y [1.234567s] ... ok', and 'setUpClass (tempest.api.x.Test) [0.0s] ... FAILED'. */
const resultLine =
  /^\{\d+\} (?<name>.+?) \[(?<seconds>[\d.]+)s\] \.\.\. (?<state>ok|FAILED|SKIPPED)(?:: (?<reason>.*))?$/;

/**
 * Reads what `tempest run` writes, as it comes: a test ends with a line, and what follows up to the next is the output
 * of one that failed.
 */
export class TempestResults {
  readonly #report: (check: VerificationCheck) => void;
  #rest = '';
  #failed: VerificationCheck | undefined;

  constructor({ report }: { report: (check: VerificationCheck) => void }) {
    this.#report = report;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line.trimEnd());
  }

  /** The last line, which may have no end, and the last failure. */
  end(): void {
    if (this.#rest !== '') this.#line(this.#rest.trimEnd());
    this.#rest = '';
    this.#flush();
  }

  #line(line: string): void {
    const { name, seconds, state = '', reason } = resultLine.exec(line)?.groups ?? {};
    if (name === undefined) {
      if (/^={6,}$/.test(line)) this.#flush();
      else this.#continue(line);
      return;
    }
    this.#flush();
    const check: VerificationCheck = {
      name: testName(name),
      title: testName(name),
      state: states[state] ?? 'failed',
      seconds: Number(seconds),
      output: reason ?? null,
    };
    if (check.state === 'failed') this.#failed = check;
    else this.#report(check);
  }

  #continue(line: string): void {
    if (this.#failed === undefined || (line === '' && this.#failed.output === null)) return;
    const output = this.#failed.output === null ? line : `${this.#failed.output}\n${line}`;
    // The end of a traceback says the most.
    this.#failed = { ...this.#failed, output: output.slice(-20_000) };
  }

  #flush(): void {
    if (this.#failed !== undefined)
      this.#report({ ...this.#failed, output: this.#failed.output?.trimEnd() ?? null });
    this.#failed = undefined;
  }
}

/** Without the test's attributes: 'test_y[id-1234,smoke]' → 'test_y'. */
function testName(name: string): string {
  return name.replace(/\[[^\]]*\]$/, '');
}
