import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Compares the bytes of the built faces with budgets.json and fails above. A face's first load is its page, the files
 * the page names, and what those import at once; everything else is lazy.
 */
const budgets = JSON.parse(readFileSync('budgets.json', 'utf8'))
const failures = []

const size = (face, file) => readFileSync(join('dist', face, `${file}.gz`)).length

function check(name, bytes, budget) {
  const line = `${name}: ${bytes} of ${budget} bytes gz`
  console.log(line)
  if (bytes > budget) failures.push(line)
}

/** The files a page or script loads at once, by their names in it. */
function namedIn(face, file, prefix) {
  const text = readFileSync(join('dist', face, file), 'utf8')
  if (file.endsWith('.html'))
    return [...text.matchAll(/(?:href|src)="[^"]*?(assets\/[^"]+)"/g)].map((m) => m[1])
  return [...text.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)].map((m) => `${prefix}${m[1]}`)
}

function firstLoad(face) {
  const seen = new Set(['index.html'])
  const queue = ['index.html']
  for (let file = queue.pop(); file; file = queue.pop()) {
    for (const next of /\.(html|js)$/.test(file) ? namedIn(face, file, 'assets/') : []) {
      if (!seen.has(next)) {
        seen.add(next)
        queue.push(next)
      }
    }
  }
  return seen
}

const sum = (face, files) => [...files].reduce((total, file) => total + size(face, file), 0)
const assets = (face) =>
  readdirSync(join('dist', face, 'assets'))
    .filter((file) => /\.(js|css)$/.test(file))
    .map((file) => `assets/${file}`)

const field = firstLoad('field')
const fieldLater = assets('field').filter((file) => !field.has(file))
check('field first load', sum('field', field), budgets.field.firstLoadGz)
check(
  'field largest later file',
  Math.max(0, ...fieldLater.map((file) => size('field', file))),
  budgets.field.laterPageGz,
)
check('field precache', sum('field', new Set([...field, ...fieldLater])), budgets.field.precacheGz)

const shell = firstLoad('console')
const { lazy } = budgets.console
const isHeavy = (file) =>
  Object.keys(lazy).find((name) => file.startsWith(`assets/${name}-`) && file.endsWith('.js'))
const pages = assets('console').filter((file) => !shell.has(file) && !isHeavy(file))
const largestPage = Math.max(0, ...pages.map((file) => size('console', file)))
check('console shell and its largest page', sum('console', shell) + largestPage, budgets.console.shellGz)
for (const file of assets('console').filter(isHeavy))
  check(`console lazy ${file}`, size('console', file), lazy[isHeavy(file)])

check('public script', size('public', 'enhance.js'), budgets.public.scriptGz)

if (failures.length > 0) {
  console.error(`over budget:\n${failures.join('\n')}`)
  process.exit(1)
}
