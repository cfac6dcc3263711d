import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { session } from './session'

/** Pages open to someone who is not signed in. */
const open: RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'login',
    component: () => import('../views/access/LoginPage.vue'),
    meta: { open: true },
  },
  {
    path: '/setup/:token',
    name: 'setup',
    component: () => import('../views/access/SetupPage.vue'),
    meta: { open: true },
  },
]

const pages: RouteRecordRaw[] = [
  { path: '/:rest(.*)*', name: 'missing', component: () => import('../views/MissingPage.vue') },
]

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [...open, ...pages],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const known = await session.load()
  return known ? true : { name: 'login', query: { next: to.fullPath } }
})

// A reader of the screen hears which page is now open; a keyboard starts at its top.
router.afterEach((to, from) => {
  if (from.matched.length > 0 && to.path !== from.path) document.getElementById('content')?.focus()
})
