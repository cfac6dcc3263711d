import type { RouterScrollBehavior } from 'vue-router'

/** How far each page was scrolled when it was left; the page scrolls inside its frame, not with the window. */
const left = new Map<string, number>()

const frame = () => document.getElementById('content')

/** Notes how far a page is scrolled before another one comes. */
export function rememberScroll(path: string): void {
  left.set(path, frame()?.scrollTop ?? 0)
}

/** Where one goes back, the page stands as it was left; else it begins at its top. */
export const keepScroll: RouterScrollBehavior = (to, _from, wentBack) => {
  const top = wentBack ? (left.get(to.fullPath) ?? 0) : 0
  requestAnimationFrame(() => frame()?.scrollTo(0, top))
  return false
}
