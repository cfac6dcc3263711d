import { ref, type Ref } from 'vue'

/** The keys whose sentences have no parameter: those a table of words may name. */
export type PlainKey<Z extends Record<string, string>> = {
  [K in keyof Z & string]: Args<Z[K]> extends [] ? K : never
}[keyof Z & string]

/** The languages of Gridward: Chinese first. */
export type Language = 'zh-CN' | 'en'

/** The same keys as the Chinese words: a missing or a foreign key does not compile. */
export type Translation<Z extends Record<string, string>> = { readonly [K in keyof Z]: string }

type Names<S extends string> = S extends `${string}{${infer P}}${infer R}` ? P | Names<R> : never
type Args<S extends string> = [Names<S>] extends [never] ? [] : [params: Record<Names<S>, string | number>]

const stored = 'gridward.language'

function initial(): Language {
  const kept = globalThis.localStorage?.getItem(stored)
  if (kept === 'zh-CN' || kept === 'en') return kept
  return 'zh-CN'
}

/** The language in use by the whole face. */
export const language: Ref<Language> = ref(initial())

/** Changes the language now and for the next start. */
export function setLanguage(to: Language): void {
  language.value = to
  globalThis.localStorage?.setItem(stored, to)
  document.documentElement.lang = to
}

/** Puts the parameters into one sentence: `{name}` becomes `params.name`. */
export function fill(sentence: string, params: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** A translator over one face's words: `t('board.doors', { count: 3 })`; unknown keys and parameters do not compile. */
export function translator<Z extends Record<string, string>>(zh: Z, en: Translation<Z>) {
  return function t<K extends keyof Z & string>(key: K, ...args: Args<Z[K]>): string {
    const sentence = (language.value === 'en' ? en : zh)[key] as string
    return fill(sentence, args[0])
  }
}

/** A whole number with its separators. */
export function count(value: number): string {
  return new Intl.NumberFormat(language.value).format(value)
}

/** A share of a whole, as `92.4 %`; a dash when there is no whole: never a false 0 %. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '—'
  const share = Math.floor((part / whole) * 1000) / 10
  return `${share.toFixed(share === 100 ? 0 : 1)}%`
}
