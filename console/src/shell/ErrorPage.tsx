import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { PageHeading } from '../components/PageHeading.tsx';
import { describeError, ProblemAlert } from '../components/ProblemAlert.tsx';

/** A page that could not be shown: why, what to do, and a way to try again. */
export function ErrorPage({ error: thrown, reset }: ErrorComponentProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <>
      <PageHeading title={describeError(error).title} />
      <PageSection hasBodyWrapper={false}>
        <ProblemAlert
          problem={error}
          actions={
            <Button variant="link" isInline onClick={again}>
              Try again
            </Button>
          }
        />
      </PageSection>
    </>
  );
}
