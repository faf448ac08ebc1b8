import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { mainId } from '../shell/main-id.ts';

export function pageScroller(): HTMLElement | null {
  return document.getElementById(mainId);
}

/** How far an element begins below the top of what the page scrolls, in pixels. */
export function useScrollMargin(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const scroller = pageScroller();
    if (element.current === null || scroller === null) return;
    const top = element.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const next = Math.round(top + scroller.scrollTop);
    if (Math.abs(next - margin) > 1) setMargin(next);
  });
  return [element, margin];
}
