import { ref, type Ref } from 'vue'

/** Whether a newer version has been fetched and waits for the person's consent. */
export const updateReady: Ref<boolean> = ref(false)

let waitingWorker: ServiceWorker | undefined

function offer(worker: ServiceWorker | null): void {
  if (!worker || !navigator.serviceWorker.controller) return
  waitingWorker = worker
  updateReady.value = true
}

/** Keeps the shell on the phone; without a secure origin or in an old webview the app simply works online. */
export async function registerShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' })
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') offer(worker)
    })
  })
}

/** Changes to the version that waits and reloads. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waitingWorker?.postMessage('take-over')
}
