import { TuskarError } from '@tuskar/contract/error.ts';
import { CommandFailure } from '../command.ts';

const refused =
  /NO_PUBKEY|EXPKEYSIG|GPG error|is not signed|not valid yet|is expired|does(?: not|n't) have a Release file|Hash Sum mismatch/;
const unknownPackage =
  /Unable to locate package|has no installation candidate|Version '.*' for '.*' was not found/;

/** What a failure of apt that talked to a mirror means to a person. */
export function mirrorError(error: unknown, what: string): unknown {
  if (!(error instanceof CommandFailure)) return error;
  const complaints = error.output.split('\n').filter((line) => /^(E|W|Err):/.test(line));
  const said = (complaints.length > 0 ? complaints : [error.output]).slice(0, 6).join('\n');
  const options = { cause: error, context: { exitCode: error.exitCode } };
  if (unknownPackage.test(said)) {
    return new TuskarError(
      'image-package-unknown',
      `${what} failed, a package is not there:\n${said}`,
      options,
    );
  }
  if (refused.test(said)) {
    return new TuskarError(
      'image-mirror-refused',
      `${what} failed, apt refused the mirror:\n${said}`,
      options,
    );
  }
  return new TuskarError('image-mirror-unreachable', `${what} failed:\n${said}`, options);
}
