export type ErrorDefinition = {
  /** HTTP status the API answers with. */
  status: number;
  /** Whether the same request can succeed later without a change by a person. */
  retryable: boolean;
  title: string;
  /** What the person can do, where the place that throws knows nothing better. */
  remedy: string;
};

export type ErrorDefinitions = Record<string, ErrorDefinition>;
