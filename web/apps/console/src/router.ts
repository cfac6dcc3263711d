import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { session } from './session'
import { t, type Word } from './words'

/** Pages open to someone who is not signed in. */
const open: RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'login',
    component: () => import('../views/access/LoginPage.vue'),
    meta: { open: true },
  },
  { path: '/invite/:token', component: () => import('../views/access/InvitePage.vue'), meta: { open: true } },
]

const pages: RouteRecordRaw[] = [
  { path: '/', redirect: '/board' },
  { path: '/board', component: () => import('../views/board/BoardPage.vue'), meta: { word: 'nav.board' } },
  {
    path: '/areas/:id?',
    component: () => import('../views/areas/AreasPage.vue'),
    meta: { word: 'nav.areas', may: ['areas.read'] },
  },
  {
    path: '/ledger',
    component: () => import('../views/ledger/SearchPage.vue'),
    meta: { word: 'nav.ledger', may: ['households.read'] },
  },
  {
    path: '/ledger/import',
    component: () => import('../views/ledger/ImportPage.vue'),
    meta: { word: 'nav.ledger', may: ['ledger.import'] },
  },
  {
    path: '/ledger/duplicates',
    component: () => import('../views/ledger/DuplicatesPage.vue'),
    meta: { word: 'nav.ledger', may: ['ledger.import'] },
  },
  {
    path: '/ledger/households/:id',
    component: () => import('../views/ledger/HouseholdPage.vue'),
    meta: { word: 'nav.ledger', may: ['households.read'] },
  },
  {
    path: '/posts',
    component: () => import('../views/posts/PostsPage.vue'),
    meta: { word: 'nav.posts', may: ['posts.read'] },
  },
  {
    path: '/posts/coverage',
    component: () => import('../views/posts/CoveragePage.vue'),
    meta: { word: 'nav.posts', may: ['posts.read'] },
  },
  {
    path: '/posts/coverage/:grid',
    component: () => import('../views/posts/GridDoorsPage.vue'),
    meta: { word: 'nav.posts', may: ['posts.read'] },
  },
  {
    path: '/posts/liaisons',
    component: () => import('../views/posts/LiaisonsPage.vue'),
    meta: { word: 'nav.posts', may: ['posts.read'] },
  },
  {
    path: '/posts/who',
    component: () => import('../views/posts/WhoPage.vue'),
    meta: { word: 'nav.posts', may: ['posts.read'] },
  },
  {
    path: '/directives',
    component: () => import('../views/directives/DirectivesPage.vue'),
    meta: { word: 'nav.directives', may: ['directives.read'] },
  },
  {
    path: '/directives/new',
    component: () => import('../views/directives/DraftPage.vue'),
    meta: { word: 'nav.directives', may: ['directives.issue'] },
  },
  {
    path: '/directives/:id/edit',
    component: () => import('../views/directives/DraftPage.vue'),
    meta: { word: 'nav.directives', may: ['directives.issue'] },
  },
  {
    path: '/directives/:id/sheets',
    component: () => import('../views/directives/SheetsPage.vue'),
    meta: { word: 'nav.directives', may: ['directives.read'] },
  },
  {
    path: '/directives/:id/:part(tiers|doors|paper|late|text)?',
    component: () => import('../views/directives/DirectivePage.vue'),
    meta: { word: 'nav.directives', may: ['directives.read'] },
  },
  {
    path: '/responses',
    component: () => import('../views/responses/ResponsesPage.vue'),
    meta: { word: 'nav.responses', may: ['responses.read'] },
  },
  {
    path: '/responses/new',
    component: () => import('../views/responses/OpenPage.vue'),
    meta: { word: 'nav.responses', may: ['responses.open'] },
  },
  {
    path: '/responses/:id/edit',
    component: () => import('../views/responses/OpenPage.vue'),
    meta: { word: 'nav.responses', may: ['responses.open'] },
  },
  {
    path: '/responses/:id/certificate',
    component: () => import('../views/responses/CertificatePage.vue'),
    meta: { word: 'nav.responses', may: ['responses.read'] },
  },
  {
    path: '/responses/:id/tables/:table',
    component: () => import('../views/rule_tables/TablePage.vue'),
    meta: { word: 'nav.responses', may: ['responses.read'] },
  },
  {
    path: '/responses/:id/:part(list|waiting|tables|end)?',
    component: () => import('../views/responses/ResponsePage.vue'),
    meta: { word: 'nav.responses', may: ['responses.read'] },
  },
  {
    path: '/arrivals',
    component: () => import('../views/arrivals/ArrivalsPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.read'] },
  },
  {
    path: '/arrivals/new',
    component: () => import('../views/arrivals/RegisterPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.register'] },
  },
  {
    path: '/arrivals/villages',
    component: () => import('../views/arrivals/VillagesPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.read'] },
  },
  {
    path: '/arrivals/tips',
    component: () => import('../views/arrivals/TipsPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.read'] },
  },
  {
    path: '/arrivals/help',
    component: () => import('../views/help_requests/HelpPage.vue'),
    meta: { word: 'nav.arrivals', may: ['help_requests.answer'] },
  },
  {
    path: '/arrivals/posters',
    component: () => import('../views/arrivals/PostersPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.decide'] },
  },
  {
    path: '/arrivals/posters/sheets',
    component: () => import('../views/arrivals/PosterSheetsPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.read'] },
  },
  {
    path: '/arrivals/board',
    component: () => import('../views/arrivals/BoardPage.vue'),
    meta: { word: 'nav.arrivals', may: ['plans.read'] },
  },
  {
    path: '/arrivals/day',
    component: () => import('../views/arrivals/DayReportPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.read'] },
  },
  {
    path: '/arrivals/possible',
    component: () => import('../views/plans/PossiblePage.vue'),
    meta: { word: 'nav.arrivals', may: ['plans.read'] },
  },
  {
    path: '/arrivals/follow-ups',
    component: () => import('../views/follow_ups/FollowUpsPage.vue'),
    meta: { word: 'nav.arrivals', may: ['plans.read'] },
  },
  {
    path: '/arrivals/plans/:id/notice',
    component: () => import('../views/plans/NoticePage.vue'),
    meta: { word: 'nav.arrivals', may: ['plans.read'] },
  },
  {
    path: '/arrivals/:id',
    component: () => import('../views/arrivals/ArrivalPage.vue'),
    meta: { word: 'nav.arrivals', may: ['arrivals.read'] },
  },
  {
    path: '/people',
    component: () => import('../views/people/PeoplePage.vue'),
    meta: { word: 'nav.people', may: ['people.edit', 'posts.appoint'] },
  },
  {
    path: '/audit',
    component: () => import('../views/audit/AuditPage.vue'),
    meta: { word: 'nav.audit', may: ['audit.read'] },
  },
  { path: '/:rest(.*)*', component: () => import('../views/MissingPage.vue') },
]

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to someone who is not signed in. */
    open?: boolean
    /** Any of these verbs opens the page. */
    may?: string[]
    /** The page's name, for the window's title. */
    word?: Word
  }
}

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
  document.title = to.meta.word ? `${t(to.meta.word)} · ${t('app.name')}` : t('app.name')
  if (from.matched.length > 0 && to.path !== from.path) document.getElementById('content')?.focus()
})
