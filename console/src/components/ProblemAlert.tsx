import { isTuskarError } from '@tuskar/contract/error.ts';
import { errorCatalogue } from '@tuskar/contract/errors/catalogue.ts';
import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import type { ReactNode } from 'react';
import { ProblemContext } from './ProblemContext.tsx';

export type ShownProblem = {
  title: string;
  detail: string;
  remedy: string;
  code: string;
  context?: Record<string, unknown> | undefined;
};

type ProblemAlertProps = {
  problem: Error | ShownProblem;
  actions?: ReactNode;
};

/** What went wrong, why, and what to do; the code is what the documentation and support know it by. */
export function ProblemAlert({ problem, actions }: ProblemAlertProps) {
  const { title, detail, remedy, code, context } =
    problem instanceof Error ? describeError(problem) : problem;
  return (
    <Alert variant="danger" isInline title={title} actionLinks={actions} component="h2">
      <p className="tuskar-problem-detail">{detail}</p>
      <p>
        <strong>What to do:</strong> {remedy}
      </p>
      {context !== undefined && <ProblemContext context={context} said={detail} />}
      <p className="tuskar-quiet">
        Code <code>{code}</code>
      </p>
    </Alert>
  );
}

/** An error of the console's own has no code of the API; it is shown as what it is. */
export function describeError(error: Error): ShownProblem {
  if (isTuskarError(error)) {
    const { code, message: detail, remedy, context } = error;
    return { title: errorCatalogue[code].title, detail, remedy, code, context };
  }
  return {
    title: 'The console failed',
    detail: error.message,
    remedy: 'Reload the page. If it happens again, report it with this message.',
    code: error.name,
  };
}
