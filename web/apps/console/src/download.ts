import { send } from '@shared/api/http'

/** Fetches a file of the API and hands it to the browser's own saving; a refusal is thrown like any other. */
export async function fetchFile(path: string, name: string): Promise<void> {
  const response = await send('GET', path.replace(/^\/api\/v1/, ''))
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to save by then; the bytes need not stay in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
