import type { Plugin } from 'vite'

/**
 * Drops the icon font from Vant's style: it weighs 29 kB compressed and falls back to another host,
 * which our content policy refuses. Our icons are SVG.
 */
export function vantNoIconFont(): Plugin {
  return {
    name: 'gridward:vant-no-icon-font',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('vant/es/icon/index.css')) return null
      return { code: code.replace(/@font-face\s*\{[^}]*\}/g, ''), map: null }
    },
  }
}
