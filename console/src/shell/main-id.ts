/** The element that scrolls, and that the skip link leads to. */
export const mainId = 'main';
