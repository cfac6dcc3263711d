import { afterEach, describe, expect, it, vi } from 'vitest'
import { address, ask, whenSignedOut } from '@shared/api/http'
import { Problem } from '@shared/api/problem'
import { setLanguage } from '@shared/i18n'

function answers(response: Response | Error) {
  const fetched = vi.fn<typeof fetch>(() =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  )
  vi.stubGlobal('fetch', fetched)
  return fetched
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const headersOf = (fetched: ReturnType<typeof answers>) =>
  fetched.mock.calls[0]?.[1]?.headers as Record<string, string>

afterEach(() => {
  vi.unstubAllGlobals()
  setLanguage('zh-CN')
})

describe('http', () => {
  it('marks_every_write_as_ours_and_gives_it_an_operation_id', async () => {
    const fetched = answers(json({ id: 'x' }))
    await ask('POST', '/directives', { body: { title: '通知' } })
    expect(headersOf(fetched)).toMatchObject({ 'X-Gridward': '1', 'Accept-Language': 'zh-CN' })
    expect(headersOf(fetched)['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/)
  })

  it('sends_the_same_operation_id_when_it_is_given_one', async () => {
    const fetched = answers(json({}))
    await ask('POST', '/directives', { op: '0'.repeat(32) })
    expect(headersOf(fetched)['Idempotency-Key']).toBe('0'.repeat(32))
  })

  it('asks_for_the_language_of_the_page', async () => {
    setLanguage('en')
    const fetched = answers(json([]))
    await ask('GET', '/areas')
    expect(headersOf(fetched)).toEqual({ 'Accept-Language': 'en' })
  })

  it('turns_a_problem_document_into_a_typed_error', async () => {
    answers(json({ code: 'post.held', detail: '这个网格已有网格长。', at: 'area' }, 409))
    const problem = await ask('POST', '/posts').catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({
      status: 409,
      code: 'post.held',
      detail: '这个网格已有网格长。',
      at: 'area',
    })
  })

  it('says_in_words_that_no_answer_came', async () => {
    answers(new TypeError('failed to fetch'))
    const problem = (await ask('GET', '/areas').catch((error: unknown) => error)) as Problem
    expect(problem.unanswered).toBe(true)
    expect(problem.detail).toContain('网络不通')
  })

  it('tells_the_page_when_nobody_is_signed_in_any_more', async () => {
    const told = vi.fn<() => void>()
    whenSignedOut(told)
    answers(json({ code: 'session.none', detail: '请先登录。' }, 401))
    await ask('GET', '/areas').catch(() => undefined)
    expect(told).toHaveBeenCalledOnce()
  })

  it('leaves_unset_names_out_of_an_address', () => {
    expect(address('/residents', { q: '王', page: undefined, under: '' })).toBe(
      '/api/v1/residents?q=%E7%8E%8B',
    )
  })
})
