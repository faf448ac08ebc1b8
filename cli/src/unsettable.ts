/** Reads the value of an option, where 'none' unsets what the option sets. */
export function unsettable<Value>(read: (text: string) => Value): (text: string) => Value | null {
  return (text) => (text === 'none' ? null : read(text));
}

export const unsettableText = unsettable((text) => text);
