import { describe, expect, it } from 'vitest'
import { cspHashes } from '../../build/csp-hash'
import { moveAssetsDown } from '../../build/late-css'

describe('build', () => {
  it('hashes_inline_parts_and_leaves_files_alone', () => {
    const html = '<style>a{}</style><script src="/x.js"></script><script>boot()</script>'
    const { script, style } = cspHashes(html)
    expect(style).toHaveLength(1)
    expect(script).toEqual(['sha256-MeZS89WlF0u+o0hCvHTBt4q1WHU+U+sJKgbdRUc36mY='])
  })

  it('lets_the_skeleton_paint_before_style_and_script', () => {
    const html =
      '<head><link rel="stylesheet" crossorigin href="/m/a.css"><script type="module" crossorigin src="/m/a.js"></script></head><body><p>skeleton</p></body>'
    const moved = moveAssetsDown(html)
    expect(moved.indexOf('<p>skeleton')).toBeLessThan(moved.indexOf('<link rel="stylesheet"'))
    expect(moved.indexOf('<link rel="stylesheet"')).toBeLessThan(moved.indexOf('<script type="module"'))
    expect(moved).toContain('<link rel="preload" as="style" crossorigin href="/m/a.css">')
  })
})
