import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const __PRECACHE__: PrecacheEntry[]

// The shell starts without a network; facts come from the phone's own store, never from this cache.
precacheAndRoute(__PRECACHE__)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/m/index.html'), { allowlist: [/^\/m\//] }))

// A new version waits until the person accepts it: a form in progress is never lost to an update.
addEventListener('message', (event) => {
  if (event.data === 'take-over')
    void (globalThis as unknown as { skipWaiting: () => Promise<void> }).skipWaiting()
})
