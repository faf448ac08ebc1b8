/** The character '0'; a number of so many digits begins with the one that comes so far behind it, before all letters of names. */
const zero = 0x30;
/** More digits are compared as text. */
const mostDigits = 40;

/**
 * What a name sorts by, compared as text, so that its numbers count as people count: 'node-2' before 'node-10'. Names that
 * differ in leading zeros alone have the same.
 */
export function naturalKey(name: string): string {
  return name.replace(/\d+/g, (number) => {
    const digits = number.replace(/^0+(?=.)/, '');
    return String.fromCharCode(zero + Math.min(digits.length, mostDigits)) + digits;
  });
}
