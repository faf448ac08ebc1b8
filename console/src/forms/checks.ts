/** A schema of the contract, as far as a form needs it. */
type Schema = { safeParse: (value: unknown) => { error?: { issues: { message: string }[] } | undefined } };

/** What a schema of the contract says of a value; true where it accepts it. For the `validate` of a field. */
export function fits(schema: Schema): (value: unknown) => true | string {
  return (value) => {
    const { error } = schema.safeParse(value);
    if (error === undefined) return true;
    const message = error.issues[0]?.message ?? 'is not right';
    return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  };
}

/** A height in rack units. For the `validate` of a field. */
export function isHeight(text: string): true | string {
  return /^([1-9]|[1-4]\d|50)$/.test(text.trim()) || 'From 1 to 50.';
}
