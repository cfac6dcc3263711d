import type { Page } from '@playwright/test'

/** Faults of the part of the page that is on the screen now. Runs in the browser. */
function faultsInView(): string[] {
  const called = (element: Element) =>
    `${element.tagName.toLowerCase()} “${element.textContent?.trim().slice(0, 40)}”`
  const faults: string[] = []
  for (const frame of [document.documentElement, document.getElementById('content')])
    if (frame && frame.scrollWidth > frame.clientWidth + 1)
      faults.push(`${frame.id || 'page'} scrolls sideways: ${frame.scrollWidth} in ${frame.clientWidth}`)

  /** Boxes around an element that show only a part of it; those that can be scrolled hide nothing for good. */
  function framesOf(element: Element): { box: DOMRect; scrolls: boolean }[] {
    const frames = []
    for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
      const { overflowX } = getComputedStyle(one)
      if (overflowX !== 'visible')
        frames.push({
          box: one.getBoundingClientRect(),
          scrolls: overflowX === 'auto' || overflowX === 'scroll',
        })
      if (getComputedStyle(one).position === 'fixed') break
    }
    return frames
  }
  /** A field that is laid over its own words to catch the press, and a bar under which the page is scrolled. */
  function mayLieAbove(element: Element): boolean {
    const { opacity, backgroundColor } = getComputedStyle(element)
    if (element instanceof HTMLInputElement && (opacity === '0' || backgroundColor === 'rgba(0, 0, 0, 0)'))
      return true
    for (let one: Element | null = element; one; one = one.parentElement)
      if (getComputedStyle(one).position === 'sticky') return true
    return false
  }
  const slack = 2
  const sees = (x: number, y: number, frames: { box: DOMRect }[]) =>
    x > 0 &&
    y > 0 &&
    x < innerWidth &&
    y < innerHeight &&
    frames.every(({ box }) => x > box.left + 1 && x < box.right - 1 && y > box.top + 1 && y < box.bottom - 1)

  function look(element: Element, rect: DOMRect): void {
    const frames = framesOf(element)
    const screen = { box: new DOMRect(0, 0, innerWidth, Infinity), scrolls: false }
    const [nearest = screen] = frames
    const { left, right, top, bottom } = nearest.box
    const beside = rect.right > right + slack || rect.left < left - slack
    const below = rect.bottom > bottom + slack || rect.top < top - slack
    if (!nearest.scrolls && (beside || (nearest !== screen && below)))
      faults.push(`cut off: ${called(element)}`)
    for (const x of [rect.left + slack, (rect.left + rect.right) / 2, rect.right - slack]) {
      const y = (rect.top + rect.bottom) / 2
      const above = sees(x, y, frames) ? document.elementFromPoint(x, y) : null
      if (above && !mayLieAbove(above) && !element.contains(above) && !above.contains(element))
        faults.push(`${called(element)} lies under ${called(above)}`)
    }
  }

  // An open dialog covers the page by its nature.
  const dialogs = [...document.querySelectorAll('[role=dialog][aria-modal=true]')]
  const root = dialogs.filter((dialog) => dialog.getClientRects().length > 0).pop() ?? document.body
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { parentElement: element } = texts.currentNode
    if (!element || !texts.currentNode.textContent?.trim()) continue
    // A map and a chart draw their own letters; the button that leads past the menu is out of sight until it has the focus.
    if (
      element.closest(
        '.visually-hidden, .leaflet-container, canvas, svg, script, style, noscript, option, .skip',
      )
    )
      continue
    const { visibility, pointerEvents } = getComputedStyle(element)
    if (visibility === 'hidden' || pointerEvents === 'none') continue
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    for (const rect of range.getClientRects()) if (rect.width > 1) look(element, rect)
  }
  return faults
}

/** What is wrong with how the page lies on the screen, from its top to its end: sideways scrolling, words cut off or covered. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const faults = new Set<string>()
  for (let screen = 0; screen < 40; screen += 1) {
    const more = await page.evaluate((number) => {
      const frames = [document.getElementById('content'), document.scrollingElement]
      const frame = frames.find((one) => one && one.scrollHeight > one.clientHeight + 1)
      if (!frame) return number === 0
      const top = number * frame.clientHeight * 0.9
      frame.scrollTop = top
      return number === 0 || top < frame.scrollHeight - frame.clientHeight * 0.9
    }, screen)
    if (!more) break
    for (const fault of await page.evaluate(faultsInView)) faults.add(fault)
  }
  return [...faults]
}
