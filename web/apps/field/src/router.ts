import { createRouter, createWebHistory } from 'vue-router'
import { session } from './session'

export const router = createRouter({
  history: createWebHistory('/m/'),
  routes: [
    { path: '/', redirect: '/me' },
    {
      path: '/login',
      name: 'login',
      component: () => import('../views/LoginPage.vue'),
      meta: { open: true },
    },
    { path: '/me', name: 'me', component: () => import('../views/MePage.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  // Without a network the phone goes on with what it holds; the server decides again at the next sync.
  if (!navigator.onLine) return true
  const known = await session.load().catch(() => true)
  return known ? true : { name: 'login', query: { next: to.fullPath } }
})
