import { ref, type Ref } from 'vue'
import { setZone } from '../time'
import { Problem } from './problem'
import { ask, whenSignedOut } from './http'

/** Who is signed in, and from which posts. */
export interface Me {
  id: string
  name: string
  login: string
  jurisdiction: string
  /** Where the person's reach begins; the page opens there. */
  home: { id: string; name: string; level: string } | null
  roles: string[]
  posts: { id: string; role: string; area_id: string; area_name: string; area_level: string; dead: boolean }[]
  /** What the person's posts allow, as names of verbs such as `directives.issue`. */
  may: string[]
}

/** What the server wants after a user name and password: nothing more, a code, or a second factor to be set up. */
export interface Step {
  next: 'done' | 'code' | 'enrol'
}

/** A new second factor: its key, and the address an authenticator reads from a code. */
export interface Factor {
  secret: string
  url: string
}

/** The one session of a face. */
export interface Session {
  me: Ref<Me | undefined>
  load: () => Promise<Me | undefined>
  /** Asks again: posts and reach of the person have changed. */
  renew: () => Promise<void>
  signIn: (login: string, password: string) => Promise<Step>
  giveCode: (code: string) => Promise<Step>
  newFactor: () => Promise<Factor>
  /** Sets another password; all other sessions of the person end. */
  changePassword: (current: string, password: string, op?: string) => Promise<void>
  signOut: () => Promise<void>
  may: (verb: string) => boolean
}

/** Keeps who is signed in; asks the server once, and again after each sign-in. */
export function createSession(): Session {
  const me: Ref<Me | undefined> = ref()
  whenSignedOut(() => {
    me.value = undefined
  })

  async function load(): Promise<Me | undefined> {
    if (!me.value) await read()
    return me.value
  }

  async function read(): Promise<void> {
    try {
      const found = await ask<Me>('GET', '/session')
      me.value = found
      const { zone } = await ask<{ zone: string }>('GET', '/jurisdiction')
      setZone(zone)
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.status !== 401) throw cause
    }
  }

  return {
    me,
    load,
    renew: read,
    signIn: (login, password) => ask<Step>('POST', '/session', { body: { login, password } }),
    giveCode: (code) => ask<Step>('POST', '/session/code', { body: { code } }),
    newFactor: () => ask<Factor>('POST', '/session/second-factor', { body: {} }),
    async changePassword(current, password, op) {
      await ask('POST', '/session/password', { body: { current, password }, ...(op && { op }) })
    },
    async signOut() {
      await ask('DELETE', '/session')
      me.value = undefined
    },
    may: (verb) => me.value?.may.includes(verb) ?? false,
  }
}
