import { language } from '../i18n'
import { uuid7 } from '../uuid7'
import { problemOf, unanswered } from './problem'

/** What a request may carry beside its method and path. */
export interface Ask {
  query?: Record<string, string | number | boolean | undefined>
  /** Sent as JSON, unless it is a form or a file. */
  body?: unknown
  /** The operation's id: the same id makes the server answer the same and do nothing twice. */
  op?: string
  signal?: AbortSignal
}

const base = '/api/v1'
const onUnauthorised = new Set<() => void>()

/** Calls back whenever the server says that nobody is signed in any more. */
export function whenSignedOut(call: () => void): void {
  onUnauthorised.add(call)
}

/** The address of a route with its query; names with an undefined value are left out. */
export function address(path: string, query: Ask['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `${base}${path}${search ? `?${search}` : ''}`
}

function requestOf(method: string, ask: Ask): RequestInit {
  const headers: Record<string, string> = { 'Accept-Language': language.value }
  if (method !== 'GET') {
    // A page of another origin cannot set this header, so its presence proves that the request is ours.
    headers['X-Gridward'] = '1'
    headers['Idempotency-Key'] = ask.op ?? uuid7()
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (ask.signal) init.signal = ask.signal
  if (ask.body instanceof FormData || ask.body instanceof Blob) init.body = ask.body
  else if (ask.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    init.body = JSON.stringify(ask.body)
  }
  return init
}

/** Sends one request and answers the raw response of success; everything else is thrown as a `Problem`. */
export async function send(method: string, path: string, ask: Ask = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(address(path, ask.query), requestOf(method, ask))
  } catch (cause) {
    if (ask.signal?.aborted) throw cause
    throw unanswered(language.value)
  }
  if (response.ok) return response
  if (response.status === 401) for (const call of onUnauthorised) call()
  throw await problemOf(response, language.value)
}

/** Sends one request and answers its JSON, or nothing when the server had nothing to say. */
export async function ask<T>(method: string, path: string, options: Ask = {}): Promise<T> {
  const response = await send(method, path, options)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}
