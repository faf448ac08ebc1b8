import { describeError } from '../components/ProblemAlert.tsx';
import { notify } from './toasts.ts';

/** For an action without a form or dialog of its own to show its problem in. */
export function notifyProblem(error: Error): void {
  const { title, detail, remedy, code } = describeError(error);
  notify({ tone: 'danger', title, detail: `${detail} ${remedy} (${code})` });
}
