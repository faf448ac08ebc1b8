import {
  EmptyState,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core/dist/dynamic/components/EmptyState';
import type { ComponentType, ReactNode } from 'react';
import { Command } from './Command.tsx';

type EmptyProps = {
  title: string;
  icon?: ComponentType;
  children: ReactNode;
  /** What to type for it, on the machine that Tuskar runs on. */
  command?: string;
  actions?: ReactNode;
};

/** Nothing is here yet: says why, and what comes next. */
export function Empty({ title, icon, children, command, actions }: EmptyProps) {
  return (
    <EmptyState titleText={title} headingLevel="h2" variant="sm" {...(icon === undefined ? {} : { icon })}>
      <EmptyStateBody>
        {children}
        {command !== undefined && (
          <p className="tuskar-empty-command">
            <Command>{command}</Command>
          </p>
        )}
      </EmptyStateBody>
      {actions !== undefined && <EmptyStateFooter>{actions}</EmptyStateFooter>}
    </EmptyState>
  );
}
