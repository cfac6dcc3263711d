import { randomUUID } from 'node:crypto'
import { codeOf } from './totp'

/** The session's cookie, as a browser takes it over. */
export interface Cookie {
  name: string
  value: string
}

/** Someone who asks the server over HTTP without a browser. */
export class Asker {
  cookie: Cookie | undefined

  constructor(readonly server: string) {}

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json' }
    if (this.cookie) headers.Cookie = `${this.cookie.name}=${this.cookie.value}`
    if (method !== 'GET') Object.assign(headers, { 'X-Gridward': '1', 'Idempotency-Key': operation() })
    const init: RequestInit = { method, headers }
    if (body !== undefined) init.body = JSON.stringify(body)
    const response = await fetch(`${this.server}/api/v1${path}`, init)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    const [name, value] = response.headers.get('set-cookie')?.split(';')[0]?.split('=') ?? []
    if (name && value) this.cookie = { name, value }
    return (text ? JSON.parse(text) : undefined) as T
  }

  get = <T>(path: string): Promise<T> => this.ask<T>('GET', path)
  post = <T>(path: string, body: unknown = {}): Promise<T> => this.ask<T>('POST', path, body)

  /** Sends a file as a form does. */
  async upload<T>(path: string, name: string, text: string): Promise<T> {
    const form = new FormData()
    form.append('file', new Blob([text], { type: 'text/csv' }), name)
    const headers: Record<string, string> = { 'X-Gridward': '1', 'Idempotency-Key': operation() }
    if (this.cookie) headers.Cookie = `${this.cookie.name}=${this.cookie.value}`
    const response = await fetch(`${this.server}/api/v1${path}`, { method: 'POST', headers, body: form })
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }

  /** Uses a one-time link: sets log-in and password. */
  take(token: string, login: string, password: string): Promise<unknown> {
    return this.post(`/invites/${token}`, { login, password })
  }

  /** Signs in, and sets up a second factor where one is wanted; answers its key then. */
  async signIn(login: string, password: string): Promise<string | undefined> {
    const { next } = await this.post<{ next: string }>('/session', { login, password })
    if (next !== 'enrol') return undefined
    const { secret } = await this.post<{ secret: string }>('/session/second-factor')
    await this.post('/session/code', { code: codeOf(secret) })
    return secret
  }
}

/** An id whose first bits are the time, as every device makes them (RFC 9562, version 7). */
export function operation(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const rest = randomUUID().replaceAll('-', '').slice(13)
  return `${time}7${rest}`
}
