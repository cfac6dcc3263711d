import { work } from './work.ts'

/**
 * Helps the form along where there is a script: the next list of areas comes without a step, and the browser works for
 * the form so that nobody has to answer a sum. Without it the page does the same, slower.
 */
const form = document.querySelector<HTMLFormElement>('form[data-token]')
const english = document.documentElement.lang === 'en'

type Areas = [code: string, name: string][]

async function areasBelow(code: string): Promise<Areas> {
  if (!code) return []
  const answer = await fetch(`/p/areas/${code}`)
  return answer.ok ? ((await answer.json()) as Areas) : []
}

function option(value: string, word: string): HTMLOptionElement {
  const made = document.createElement('option')
  made.value = value
  made.textContent = word
  return made
}

/** The list of a step, made where the server had no reason to write one. */
function listOf(stay: HTMLElement, prefix: string, step: 'city' | 'county'): HTMLSelectElement {
  const name = `${prefix}_${step}`
  const existing = stay.querySelector<HTMLSelectElement>(`#${name}`)
  if (existing) return existing
  const label = document.createElement('label')
  label.htmlFor = name
  label.textContent = step === 'city' ? (english ? 'City' : '市') : english ? 'County' : '县、区'
  const select = document.createElement('select')
  select.id = select.name = name
  const before = stay.querySelector<HTMLSelectElement>(`#${prefix}_${step === 'city' ? 'province' : 'city'}`)
  before?.after(label, select)
  return select
}

function fill(select: HTMLSelectElement, areas: Areas): void {
  select.replaceChildren(
    option('', english ? 'Choose' : '请选择'),
    ...areas.map(([code, name]) => option(code, name)),
  )
  const shown = areas.length > 0
  select.hidden = !shown
  const label = document.querySelector<HTMLLabelElement>(`label[for="${select.id}"]`)
  if (label) label.hidden = !shown
}

async function followAreas(stay: HTMLElement, changed: HTMLSelectElement): Promise<void> {
  const parts = /^(s\d+)_(province|city)$/.exec(changed.id)
  if (!parts?.[1]) return
  const prefix = parts[1]
  const areas = await areasBelow(changed.value)
  if (parts[2] === 'province') {
    fill(listOf(stay, prefix, 'city'), areas)
    fill(listOf(stay, prefix, 'county'), [])
  } else {
    fill(listOf(stay, prefix, 'county'), areas)
  }
}

const breathe = () => new Promise<void>((done) => setTimeout(done, 0))

function start(form: HTMLFormElement): void {
  for (const step of form.querySelectorAll<HTMLElement>('[data-step]')) step.hidden = true
  form.addEventListener('change', (event) => {
    const { target } = event
    if (!(target instanceof HTMLSelectElement)) return
    const stay = target.closest<HTMLElement>('[data-stay]')
    // Without a connection the place in words says it all the same.
    if (stay) void followAreas(stay, target).catch(() => undefined)
  })
  const nonce = form.querySelector<HTMLInputElement>('input[name="nonce"]')
  const sum = form.querySelector<HTMLElement>('[data-sum]')
  if (!nonce || !sum) return
  sum.hidden = true
  const { token = '', work: bits = '' } = form.dataset
  const done = work(token, Number(bits), breathe).then((found) => {
    nonce.value = found
  })
  form.addEventListener('submit', (event) => {
    if (nonce.value) return
    // Sent before the work was done: it goes by itself a moment later, with the same button.
    event.preventDefault()
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : undefined
    void done.then(() => form.requestSubmit(button))
  })
}

if (form) start(form)
