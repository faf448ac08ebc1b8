import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core/dist/dynamic/components/DescriptionList';
import type { ReactNode } from 'react';

export type Fact = { term: string; value: ReactNode };

/** What there is to know of a thing, in as many columns as fit. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <DescriptionList isCompact isAutoFit autoFitMinModifier={{ default: '150px' }} className="tuskar-facts">
      {facts.map(({ term, value }) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{value}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
