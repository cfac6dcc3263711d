/** A declined or failed request, in the words of RFC 9457 and of Gridward's server. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    /** HTTP status; 0 when no answer came at all. */
    readonly status: number,
    /** The server's stable code, such as `post.already_held`; `network` when no answer came. */
    readonly code: string,
    /** The sentence for the person, in the language that was asked for. */
    readonly detail: string,
    /** The field or row it is about, where there is one. */
    readonly at?: string,
  ) {
    super(detail)
  }

  /** No answer came: what was sent may or may not have arrived, so send the same operation again. */
  get unanswered(): boolean {
    return this.status === 0
  }
}

const noAnswer: Record<string, string> = {
  'zh-CN': '网络不通，没有收到答复。请稍后再试，不会重复登记。',
  en: 'No answer came over the network. Try again: nothing will be entered twice.',
}
const noSentence: Record<string, string> = {
  'zh-CN': '服务器没有完成这个请求。请稍后再试；如果一直这样，请告诉管理员。',
  en: 'The server did not complete this request. Try again later; if it goes on, tell your administrator.',
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 ? value : undefined
}

/** Reads an error answer; one that is no problem document still becomes a sentence. */
export async function problemOf(response: Response, language: string): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const doc = (body ?? {}) as Record<string, unknown>
  const detail = text(doc.detail) ?? text(doc.title) ?? noSentence[language] ?? ''
  return new Problem(response.status, text(doc.code) ?? `http_${response.status}`, detail, text(doc.at))
}

/** The problem of a request to which no answer came. */
export function unanswered(language: string): Problem {
  return new Problem(0, 'network', noAnswer[language] ?? '')
}
