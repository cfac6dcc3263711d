import { ref, type Ref } from 'vue'
import { Problem } from './problem'
import { ask, whenSignedOut } from './http'

/** Who is signed in, and from which posts. */
export interface Me {
  id: string
  name: string
  jurisdiction: string
  /** Where the person's reach begins; the page opens there. */
  home: { id: string; name: string; level: string } | null
  roles: string[]
  /** What the person's posts allow, as names of verbs such as `directives.issue`. */
  may: string[]
}

/** What the server wants after a user name and password. */
export type Step = { next: 'done' } | { next: 'code' } | { next: 'enrol'; secret: string; uri: string }

/** The one session of a face. */
export interface Session {
  me: Ref<Me | undefined>
  load: () => Promise<Me | undefined>
  signIn: (user: string, password: string) => Promise<Step>
  giveCode: (code: string) => Promise<void>
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
    if (me.value) return me.value
    try {
      me.value = await ask<Me>('GET', '/session')
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.status !== 401) throw cause
    }
    return me.value
  }

  return {
    me,
    load,
    signIn: (user, password) => ask<Step>('POST', '/session', { body: { user, password } }),
    giveCode: (code) => ask('POST', '/session/code', { body: { code } }),
    async signOut() {
      await ask('DELETE', '/session')
      me.value = undefined
    },
    may: (verb) => me.value?.may.includes(verb) ?? false,
  }
}
