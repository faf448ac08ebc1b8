import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { emptyEnrolment } from './enrolment.ts';
import { EnrolForm } from './EnrolForm.tsx';
import { labCredentialsQuery } from './queries.ts';

const route = getRouteApi('/shell/enrol/');

export function EnrolOneTab() {
  const { lab, name = '', node = '' } = route.useSearch();
  if (lab !== undefined) return <EnrolLabMachine name={lab} />;
  return <EnrolForm key={node} values={{ ...emptyEnrolment, name, node }} />;
}

/** The form with what the lab knows of its machine's BMC. */
function EnrolLabMachine({ name }: { name: string }) {
  const { address, user, password } = useSuspenseQuery(labCredentialsQuery(name)).data;
  return <EnrolForm key={name} values={{ ...emptyEnrolment, name, address, user, password }} />;
}
