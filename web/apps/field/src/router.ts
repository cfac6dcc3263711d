import { createRouter, createWebHistory } from 'vue-router'
import { Problem } from '@shared/api/problem'
import { fact } from './facts'
import { flush } from './runner'
import { keepScroll, rememberScroll } from './scroll'
import { recognise, session } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to a stranger, and shown without the menu. */
    open?: boolean
    /** The word in the header of a page that is no tab. */
    title?: 'page.door' | 'page.directive' | 'page.outbox' | 'page.password' | 'page.register'
  }
}

export const router = createRouter({
  history: createWebHistory('/m/'),
  routes: [
    { path: '/', redirect: '/today' },
    {
      path: '/login',
      name: 'login',
      component: () => import('../views/LoginPage.vue'),
      meta: { open: true },
    },
    { path: '/today', name: 'today', component: () => import('../views/TodayPage.vue') },
    { path: '/doors', name: 'doors', component: () => import('../views/DoorsPage.vue') },
    {
      path: '/door/:id',
      name: 'door',
      component: () => import('../views/DoorPage.vue'),
      meta: { title: 'page.door' },
    },
    {
      path: '/directive/:id',
      name: 'directive',
      component: () => import('../views/DirectivePage.vue'),
      meta: { title: 'page.directive' },
    },
    {
      path: '/register',
      name: 'register',
      component: () => import('../views/RegisterPage.vue'),
      meta: { title: 'page.register' },
    },
    { path: '/call', name: 'call', component: () => import('../views/CallPage.vue') },
    { path: '/me', name: 'me', component: () => import('../views/MePage.vue') },
    {
      path: '/outbox',
      name: 'outbox',
      component: () => import('../views/OutboxPage.vue'),
      meta: { title: 'page.outbox' },
    },
    {
      path: '/password',
      name: 'password',
      component: () => import('../views/PasswordPage.vue'),
      meta: { title: 'page.password' },
    },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: keepScroll,
})

/** Whether anybody is signed in; without an answer, whoever this phone belongs to goes on. */
async function known(): Promise<boolean> {
  try {
    const me = await recognise()
    if (me) void flush()
    return me !== undefined
  } catch (cause) {
    if (cause instanceof Problem) return true
    throw cause
  }
}

router.beforeEach(async (to, from) => {
  rememberScroll(from.fullPath)
  if (to.meta.open) return true
  if (session.me.value) return true
  // A phone that has an owner starts from what it holds, at once; the server decides again at the next exchange.
  if (await fact('owner')) {
    void known()
    return true
  }
  return (await known()) ? true : { name: 'login', query: { next: to.fullPath } }
})
