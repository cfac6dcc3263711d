import { h, type FunctionalComponent } from 'vue'

/** An icon: decoration beside a word, so hidden from screen readers; it takes the size and colour of its text. */
export type Icon = FunctionalComponent

/** Draws an icon from stroke paths on a 24 x 24 field. */
export function icon(...paths: string[]): Icon {
  const draw: Icon = () =>
    h(
      'svg',
      {
        viewBox: '0 0 24 24',
        width: '1.15em',
        height: '1.15em',
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 1.8,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        'aria-hidden': 'true',
        focusable: 'false',
        class: 'icon',
      },
      paths.map((d) => h('path', { d })),
    )
  draw.inheritAttrs = true
  return draw
}
